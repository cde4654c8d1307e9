import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.SecurityUtils;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/**
 * Asks Kafka's own StandardAuthorizer. Lines of tab-separated fields on standard input:
 *
 * <pre>
 * world  authorizer (standard, open)  super-users, separated by ;
 * acl    resource type  name  pattern  principal  host  operation  permission
 * hosts  address  address  …
 * ask    principal  operation  resource type  name
 * </pre>
 *
 * One line on standard output for each `ask`: A or D for each of the hosts, in their order.
 */
public class Oracle {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
        StringBuilder out = new StringBuilder();
        Map<Uuid, StandardAcl> acls = new HashMap<>();
        List<InetAddress> hosts = new ArrayList<>();
        StandardAuthorizer authorizer = new StandardAuthorizer();
        authorizer.withPluginMetrics(new PluginMetricsImpl(new Metrics(), Map.of()));
        authorizer.completeInitialLoad();
        boolean loaded = false;

        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] f = line.split("\t", -1);
            switch (f[0]) {
                case "world" -> {
                    authorizer.configure(Map.of(
                        StandardAuthorizer.ALLOW_EVERYONE_IF_NO_ACL_IS_FOUND_CONFIG,
                        String.valueOf(f[1].equals("open")),
                        StandardAuthorizer.SUPER_USERS_CONFIG,
                        f[2]));
                    acls = new HashMap<>();
                    loaded = false;
                }
                case "acl" -> acls.put(new Uuid(1, acls.size()), new StandardAcl(
                    ResourceType.valueOf(f[1]),
                    f[2],
                    PatternType.valueOf(f[3]),
                    f[4],
                    f[5],
                    AclOperation.valueOf(f[6]),
                    AclPermissionType.valueOf(f[7])));
                case "hosts" -> {
                    hosts = new ArrayList<>();
                    for (int i = 1; i < f.length; i++) hosts.add(InetAddress.getByName(f[i]));
                }
                case "ask" -> {
                    if (!loaded) authorizer.loadSnapshot(acls);
                    loaded = true;
                    KafkaPrincipal principal = SecurityUtils.parseKafkaPrincipal(f[1]);
                    Action action = new Action(
                        AclOperation.valueOf(f[2]),
                        new ResourcePattern(ResourceType.valueOf(f[3]), f[4], PatternType.LITERAL),
                        1, false, false);
                    for (InetAddress host : hosts) {
                        AuthorizationResult result =
                            authorizer.authorize(new Request(principal, host), List.of(action)).get(0);
                        out.append(result == AuthorizationResult.ALLOWED ? 'A' : 'D');
                    }
                    out.append('\n');
                }
                default -> throw new IllegalArgumentException("Not a line of ours: " + line);
            }
        }
        System.out.print(out);
    }

    private record Request(KafkaPrincipal principal, InetAddress clientAddress)
            implements AuthorizableRequestContext {
        public String listenerName() { return "CLIENT"; }
        public SecurityProtocol securityProtocol() { return SecurityProtocol.SASL_PLAINTEXT; }
        public int requestType() { return 3; }
        public int requestVersion() { return 12; }
        public String clientId() { return "oracle"; }
        public int correlationId() { return 1; }
    }
}

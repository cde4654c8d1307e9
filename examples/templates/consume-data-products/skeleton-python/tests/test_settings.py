import unittest

from reader.settings import TOPICS, read_settings


class SettingsTest(unittest.TestCase):
    def test_the_variable_that_is_missing_is_named(self) -> None:
        with self.assertRaisesRegex(ValueError, "KAFKA_BROKERS is not set"):
            read_settings({})
        self.assertTrue(TOPICS)

    def test_topics_and_count_can_be_given(self) -> None:
        env = {"KAFKA_BROKERS": "a:1", "SCHEMA_REGISTRY_URL": "http://b/"}
        settings = read_settings({**env, "TOPICS": "x,y", "COUNT": "2"})
        self.assertEqual((settings.topics, settings.count), (["x", "y"], 2))
        self.assertEqual(read_settings(env).topics, TOPICS)

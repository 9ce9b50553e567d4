"""Figures about the service, and none about anybody: routes as they are declared, never as they were asked for."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_METHODS = frozenset({"GET", "POST"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        names = ("route", "method", "status")
        self._answers = Counter("risk_network_answers", "Answers given.", names, registry=self._registry)
        self._seconds = Histogram(
            "risk_network_answer_seconds",
            "How long answers took.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._feeds = Counter("risk_network_feeds", "Feeds sent, by outcome.", ("outcome",), registry=self._registry)
        self._differences = Gauge(
            "risk_network_sweep_differences", "Flags the last nightly sweep gave otherwise.", registry=self._registry
        )
        self._up = Gauge("risk_network_up", "Whether a part answers.", ("part",), registry=self._registry)

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._answers.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_feed(self, outcome: str) -> None:
        """Count one feed: landed, again or refused."""
        self._feeds.labels(outcome).inc()

    def note_differences(self, count: int) -> None:
        """Note of how many flags a nightly sweep said other than what was kept by day; more than none is an alarm."""
        self._differences.set(count)

    def note_up(self, part: str, is_up: bool) -> None:
        """Note whether a part answers."""
        self._up.labels(part).set(1 if is_up else 0)

    def render(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self._registry)

"""What it takes to judge records at the command line: the store, the rules, and an audit of who did what."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, open_store
from ingest.errors import JudgementFault, NoSuchPair
from service.access.marking import is_synthetic
from service.audit import Action, AuditLog, Entry
from service.audit.configured import open_configured
from service.cli.days import asked
from service.cli.operators import COMMAND_LINE, name_user
from service.linkage.effects import Rules
from service.policy import Policy, load_policy
from service.rules import load_catalogue
from service.settings import load_settings


@dataclass(frozen=True)
class ReviewDesk:
    """The store, the rules as of now, and whom the audit names; `audit` is None where nothing is to be written."""

    store: GraphStore
    rules: Rules
    user: str
    audit: AuditLog | None

    @property
    def policy(self) -> Policy:
        """Return the thresholds in force."""
        return self.rules.policy

    @property
    def now(self) -> AsOf:
        """Return the moment the desk was opened at."""
        return self.rules.now

    def record(self, action: Action, thing: str, outcome: str, reason: str = "") -> None:
        """Write into the audit what was done."""
        if self.audit is not None:
            self.audit.record(
                Entry(
                    who=self.user, role=COMMAND_LINE, action=action, outcome=outcome, at=datetime.now(UTC),
                    purpose="review", reason=reason, things=(thing,),
                )
            )  # fmt: skip

    @contextmanager
    def recorded(self, action: Action, thing: str, reason: str = "") -> Iterator[None]:
        """Write into the audit what became of something that is tried inside."""
        outcome = "failed"
        try:
            yield
            outcome = "answered"
        except NoSuchPair:
            outcome = "not_found"
            raise
        except JudgementFault:
            outcome = "refused"
            raise
        finally:
            self.record(action, thing, outcome, reason)


@contextmanager
def opened_reviews(*, writes: bool) -> Iterator[ReviewDesk]:
    """Open what the settings name, to read alone or to write as well, and let it go again."""
    settings = load_settings()
    policy = load_policy(settings.policy_dir)
    rules = Rules(load_catalogue(settings.rules_dir, policy), policy, asked(None, None))
    with closing(
        open_store(settings.store, access=settings.server_access, read_only=not writes, create=False)
    ) as store:
        if not writes:
            yield ReviewDesk(store, rules, name_user(), None)
            return
        with closing(open_configured(settings, is_synthetic=is_synthetic(store))) as audit:
            audit.check()
            yield ReviewDesk(store, rules, name_user(), audit)

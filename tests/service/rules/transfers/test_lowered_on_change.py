"""TRF-04: a level that fell when the area changed, or a ViSOR record that another area keeps."""

from tests.service.rules.builders import Person, a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.things import a_meeting

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
CHANGE = "2026-03-01"

adam = a_nominal("Adam")


def changed(
    before: int | None, after: int | None, to: str = "merseyside", on: str = CHANGE, until: str = CHANGE, **cells: str
) -> Person:
    """A case of Cheshire's that another area takes over, at another level."""
    first = adam.managed_in("cheshire", level=before, since="2024-01-01", valid_to=until)
    return first.managed_in(to, level=after, since=on, **cells)


CASES: list[Drawn] = [
    drawn("from level 3 to level 2", an_area().with_(changed(3, 2)), found("TRF-04", CHANGE)),
    drawn("from level 2 to level 1", an_area().with_(changed(2, 1)), found("TRF-04", CHANGE)),
    drawn("from level 3 to level 1", an_area().with_(changed(3, 1)), found("TRF-04", CHANGE)),
    drawn("the same level", an_area().with_(changed(2, 2))),
    drawn("from level 1 to level 3, which is the highest", an_area().with_(changed(1, 3))),
    drawn("from no known level", an_area().with_(changed(None, 1))),
    drawn("to no known level", an_area().with_(changed(3, None))),
    drawn("the area is the same", an_area().with_(changed(3, 1, to="cheshire"))),
    drawn("with a gap between the two", an_area().with_(changed(3, 1, until="2026-01-01")), found("TRF-04", CHANGE)),
    drawn("the earlier one is open still", an_area().with_(changed(3, 1, until="")), found("TRF-04", CHANGE)),
    drawn("the change is of today", an_area().with_(changed(3, 1, on=TODAY)), found("TRF-04", TODAY)),
    drawn("the change is of tomorrow", an_area().with_(changed(3, 1, on=TOMORROW, until=TOMORROW))),
    drawn("it was met about on the day of the change", an_area().with_(changed(3, 1), a_meeting(CHANGE))),
    drawn("it was met about the day before the change",
          an_area().with_(changed(3, 1), a_meeting("2026-02-28")), found("TRF-04", CHANGE)),
    drawn("it was met about today", an_area().with_(changed(3, 1), a_meeting(TODAY))),
    drawn("it is to be met about tomorrow",
          an_area().with_(changed(3, 1), a_meeting(TOMORROW)), found("TRF-04", CHANGE)),
    drawn("another case was met about", an_area().with_(
        changed(3, 1), a_nominal("Bert").managed_in("cheshire", case="D"), a_meeting(TODAY, case="D")),
        found("TRF-04", CHANGE)),
    drawn("two cases of one nominal do not follow each other",
          an_area().with_(adam.managed_in("cheshire", level=3, since="2024-01-01", valid_to=CHANGE)
                          .managed_in("merseyside", level=1, since=CHANGE, case="C2"))),
    drawn("the level fell a year after the area changed",
          an_area().with_(changed(3, 3,
          on="2025-01-01", until="2025-01-01").managed_in("merseyside", level=1, since=CHANGE))),
    drawn("the change lies two episodes back and nobody has met since",
          an_area().with_(changed(3, 1,
          on="2025-01-01", until="2025-01-01").managed_in("merseyside", level=2, since=CHANGE)),
          found("TRF-04", "2025-01-01")),
    drawn("two changes, nobody has met since either",
          an_area().with_(changed(3, 2,
          on="2025-01-01", until="2025-01-01").managed_in("gwent", level=1, since=CHANGE)),
          found("TRF-04", "2025-01-01"), found("TRF-04", CHANGE)),
    drawn("two changes, met about between them",
          an_area().with_(changed(3, 2, on="2025-01-01", until="2025-01-01").managed_in("gwent", level=1, since=CHANGE),
                          a_meeting("2025-06-01")), found("TRF-04", CHANGE)),
    drawn("the case has ended since", an_area().with_(changed(3, 1, valid_to=TODAY))),
    drawn("he has died", an_area().with_(changed(3, 1).died_on(YESTERDAY))),
    drawn("another area keeps the ViSOR record",
          an_area().with_(adam.managed_in("cheshire", visor_owner_area="gwent")), found("TRF-04", "2024-01-01")),
    drawn("the same area keeps the ViSOR record",
          an_area().with_(adam.managed_in("cheshire", visor_owner_area="cheshire"))),
    drawn("nobody knows who keeps the ViSOR record", an_area().with_(adam.managed_in("cheshire"))),
    drawn("another area keeps the ViSOR record, and it was met about",
          an_area().with_(adam.managed_in("cheshire", visor_owner_area="gwent"), a_meeting(TODAY)),
          found("TRF-04", "2024-01-01")),
    drawn("another area kept the ViSOR record in an episode that ended",
          an_area().with_(adam.managed_in("cheshire", since="2023-01-01", valid_to="2024-01-01",
                                          visor_owner_area="gwent")
                          .managed_in("cheshire", since="2024-01-01", visor_owner_area="cheshire"))),
    drawn("the area it came from keeps the ViSOR record, at a lower level: one finding",
          an_area().with_(changed(3, 1, visor_owner_area="cheshire")), found("TRF-04", CHANGE)),
    drawn("found then, the minutes of a meeting were sent later",
          an_area().with_(changed(3, 1), later(a_meeting("2026-03-20"))), found("TRF-04", CHANGE), known=BEFORE),
    drawn("not now, a meeting held since is known", an_area().with_(changed(3, 1), later(a_meeting("2026-03-20")))),
    drawn("found then, the level of the earlier episode was corrected later",
          an_area().with_(changed(3, 1),
                          later(adam.managed_in("cheshire", level=1, since="2024-01-01", valid_to=CHANGE))),
          found("TRF-04", CHANGE), known=BEFORE),
    drawn("not now, the level of the earlier episode is corrected",
          an_area().with_(changed(3, 1),
                          later(adam.managed_in("cheshire", level=1, since="2024-01-01", valid_to=CHANGE)))),
]  # fmt: skip


@each(CASES)
def test_levels_lowered_on_a_change_of_area(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "TRF-04") == in_order(case.expected)

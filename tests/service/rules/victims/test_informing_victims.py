"""VIC-01 and VIC-05: victims to be offered contact, and to be told of a release, a recall or a transfer."""

from tests.service.rules.builders import Area, Person, Piece, Told, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order, unclear
from tests.service.rules.things import a_row, a_transfer, an_adviser

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_40, DAYS_41 = "2026-03-26", "2026-03-25"
"""Forty and forty-one working days ago: two bank holidays at Easter and two in May lie between."""

OFFICER = "victim_liaison_officer"
vera = a_person("Vera").victim_of("Adam")


def sentenced(group: str = "violent", on: str = "2025-01-10", who: Person | None = None, **cells: str) -> Person:
    """Sentence Adam, to two years' custody unless told otherwise."""
    sentence = {"sentence_ref": "~sentence", "offence": group, "offence_group": group, "disposal": "custody"}
    told = {"months": "24", "sentenced_on": on} | cells
    return (who or a_nominal("Adam")).saying("sentences", **sentence | told)


def contact(offered: str = "2025-03-01", opted_in: str = "yes", last: str = "", **cells: str) -> Piece:
    """Say what was offered to Vera, what she answered, and when somebody was last in contact."""
    ends = {"victim_ref": "~Vera", "offender_ref": "~Adam", "scheme": "victim_contact_scheme"}
    days = {"offered_on": offered, "opted_in": opted_in, "last_contact_on": last}
    return a_row("victim_contact", **ends | days | cells)


def officer(since: str = "2020-01-01", until: str = "", role: str = OFFICER) -> Piece:
    """Assign an officer to the case."""
    return an_adviser(since, until, role, case_ref="~C")


def case(nominal: Person, *more: Told, victim: Person = vera) -> Area:
    """A nominal, Vera, and more."""
    return an_area().with_(nominal, victim, *more)


MISSING, UNSURE = found("VIC-01", "Vera"), unclear("VIC-01", "Vera")
violent = sentenced()

OFFERS: list[Drawn] = [
    drawn("nobody offers her anything", case(violent), MISSING),
    drawn("an officer and an offer", case(violent, officer(), contact())),
    drawn("an officer and no offer", case(violent, officer()), MISSING),
    drawn("an offer and no officer", case(violent, contact()), MISSING),
    drawn("an offer and an officer of her own",
          case(violent, contact(), victim=vera.looked_to_by(OFFICER))),
    drawn("an officer of somebody else's case", case(
        violent, contact(), a_nominal("Bert").managed_in("cheshire", case="D"),
        an_adviser(role=OFFICER, case_ref="~D")), MISSING),
    drawn("an officer until yesterday", case(violent, contact(), officer(until=TODAY)), MISSING),
    drawn("another role is no liaison officer", case(violent, contact(), officer(role="mosovo_officer")), MISSING),
    drawn("she declined, and there is no officer", case(violent, contact(opted_in="no"))),
    drawn("an offer of today", case(violent, officer(), contact(offered=TODAY))),
    drawn("an offer of tomorrow", case(violent, officer(), contact(offered=TOMORROW)), MISSING),
    drawn("an offer without its day", case(violent, officer(), contact(offered="")), MISSING),
    drawn("an offer under the other scheme",
          case(violent, officer(), contact(scheme="victim_notification_scheme")), MISSING),
    drawn("an offer to her sister", case(
        violent, officer(), a_person("Wilma").victim_of("Adam"), contact(victim_ref="~Wilma")), MISSING),
    *(drawn(f"the offence is {group}", case(sentenced(group)), MISSING) for group in ("murder", "sexual")),
    *(drawn(f"the offence is {group}", case(sentenced(group))) for group in ("arson", "stalking", "other")),
    drawn("the offence is arson, in Schedule 15", case(sentenced("arson", schedule_15="yes")), MISSING),
    drawn("twelve months", case(sentenced(months="12")), MISSING),
    drawn("eleven months", case(sentenced(months="11"))),
    drawn("nobody knows how many months", case(sentenced(months="")), UNSURE),
    drawn("nobody knows how many months, and everything is there", case(sentenced(months=""), officer(), contact())),
    drawn("indeterminate", case(sentenced(months="", indeterminate="yes")), MISSING),
    drawn("a hospital order", case(sentenced(months="", disposal="hospital_order")), MISSING),
    drawn("a detention and training order",
          case(sentenced(months="12", disposal="detention_and_training_order")), MISSING),
    *(drawn(f"the disposal is {disposal}", case(sentenced(disposal=disposal)))
      for disposal in ("suspended_custody", "community_order", "caution")),
    drawn("sentenced forty working days ago", case(sentenced(on=DAYS_40))),
    drawn("sentenced forty-one working days ago", case(sentenced(on=DAYS_41)), MISSING),
    drawn("sentenced on a day nobody knows", case(sentenced(on="")), MISSING),
    drawn("to be sentenced tomorrow", case(sentenced(on=TOMORROW))),
    drawn("a past victim", case(violent, victim=a_person("Vera").victim_of("Adam", until="2025-02-01"))),
    drawn("not his victim", case(violent, a_person("Bert"), victim=a_person("Vera").victim_of("Bert"))),
    drawn("sentenced, and no nominal", case(sentenced(who=a_person("Adam")))),
    drawn("a victim who has died", case(violent, victim=vera.died_on(YESTERDAY))),
    drawn("a nominal who has died", case(violent.died_on(YESTERDAY))),
    drawn("as known before the offer is known", case(violent, officer(), later(contact())), MISSING, known=BEFORE),
    drawn("as known since the offer is known", case(violent, officer(), later(contact()))),
]  # fmt: skip

SILENT = found("VIC-05", "Vera")
HAPPENED = "2026-04-15"


def after(kind: str = "release", *more: Told, on: str = HAPPENED, victim: Person = vera) -> Area:
    """Something happened to Adam."""
    return case(a_nominal("Adam").released_on(on, kind), *more, victim=victim)


EVENTS: list[Drawn] = [
    *(drawn(f"{kind}, and no contact since", after(kind, contact()), SILENT)
      for kind in ("release", "temporary_release", "recall")),
    *(drawn(f"{kind} is nothing to tell of", after(kind, contact()))
      for kind in ("remand", "arrest", "charge", "breach", "parole_hearing", "house_move")),
    drawn("release, and contact on that day", after("release", contact(last=HAPPENED))),
    drawn("release, and contact today", after("release", contact(last=TODAY))),
    drawn("release, and contact the day before", after("release", contact(last="2026-04-14")), SILENT),
    drawn("release, and contact to be made tomorrow", after("release", contact(last=TOMORROW)), SILENT),
    drawn("release, and an offer on that day", after("release", contact(HAPPENED))),
    drawn("release, and an offer that nobody knows the day of", after("release", contact("")), SILENT),
    drawn("release, and contact under the other scheme", after(
        "release", contact(), contact(last=TODAY, scheme="victim_notification_scheme"))),
    drawn("release, and only the other scheme",
          after("release", contact(scheme="victim_notification_scheme")), SILENT),
    drawn("release, and she declined", after("release", contact(opted_in="no"))),
    drawn("release, and nobody knows what she answered",
          after("release", contact(opted_in="")), unclear("VIC-05", "Vera")),
    drawn("release, and she is in no scheme", after()),
    drawn("release, and she is informed about somebody else", after(
        "release", a_person("Bert"), contact(offender_ref="~Bert"))),
    drawn("release, and she is a past victim", after(
        "release", contact(), victim=a_person("Vera").victim_of("Adam", until="2025-02-01")), SILENT),
    drawn("release today", after("release", contact(), on=TODAY), SILENT),
    drawn("release tomorrow", after("release", contact(), on=TOMORROW)),
    drawn("release, and recall since with contact between", after(
        "release", contact(last="2026-04-20"),
        a_row("events", event_ref="~recall", person_ref="~Adam", kind="recall", on="2026-05-01")), SILENT),
    drawn("a transfer completed, and no contact since",
          case(a_nominal("Adam"), a_transfer("2026-03-01", completed_on=HAPPENED), contact()), SILENT),
    drawn("a transfer completed, and contact since",
          case(a_nominal("Adam"), a_transfer("2026-03-01", completed_on=HAPPENED), contact(last=TODAY))),
    drawn("a transfer not completed",
          case(a_nominal("Adam"), a_transfer("2026-03-01", accepted_on=HAPPENED), contact())),
    drawn("release, and she has died", after("release", contact(), victim=vera.died_on(YESTERDAY))),
    drawn("release of somebody who is no nominal", case(a_person("Adam").released_on(HAPPENED), contact())),
    drawn("release, as known before the release is known", case(
        a_nominal("Adam"), contact(), later(a_row(
            "events", event_ref="~release", person_ref="~Adam", kind="release", on=HAPPENED))), known=BEFORE),
    drawn("release, as known since the release is known", case(
        a_nominal("Adam"), contact(), later(a_row(
            "events", event_ref="~release", person_ref="~Adam", kind="release", on=HAPPENED))), SILENT),
]  # fmt: skip

CASES = [*OFFERS, *EVENTS]


def _told(landed: Landed, number: int, case: Drawn) -> list[Short]:
    return landed.shorts(number, case, "VIC-01" if case in OFFERS else "VIC-05")


@each(CASES)
def test_informing_victims(landed: Landed, number: int, case: Drawn) -> None:
    assert _told(landed, number, case) == in_order(case.expected)

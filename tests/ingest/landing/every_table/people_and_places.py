"""Agencies, their staff, people, addresses, who lives where and who is what to whom."""

from graph_schema.vocabulary import TABLES
from tests.ingest.landing.every_table.sent import ITS_RECORD, Said, Sent

SPELL = ("2020-03-01", "2027-01-01")

AGENCIES = (
    Sent(
        "agencies", "police",
        {"agency_ref": "police", "name": "County Police", "kind": "police", "area": "cheshire",
         "local_authority": "E06000049", "duty": "responsible_authority", "spoc_name": "Desk",
         "spoc_phone": "01632 960001", "spoc_email": "desk@police.example"},
        (Said("DESCRIBED_BY", "police", ITS_RECORD,
              "name kind area local_authority duty spoc_name spoc_phone spoc_email"),
         Said("WORKS_IN", "police", "cheshire")),
    ),
    Sent(
        "key_workers", "W1",
        {"worker_ref": "W1", "name": "Imrie Posy", "agency_ref": "police", "phone": "01632 960002",
         "email": "w1@police.example"},
        (Said("WORKS_FOR", "county:W1", "police", "name phone email"),),
    ),
)  # fmt: skip

_DETAILS = (
    "given_names family_name aliases date_of_birth age_recorded age_recorded_on sex ethnicity place_of_birth "
    "occupation pnc cro crn prison_number nhs_number nino visor_record deceased_on"
)

PEOPLE = (
    Sent(
        "persons", "P1",
        {"person_ref": "P1", "given_names": "Elowen Mary", "family_name": "Quillfeather",
         "aliases": "Ellie Q;E M Quill", "date_of_birth": "1990-05-03", "age_recorded": 35,
         "age_recorded_on": "2026-01-01", "sex": "female", "ethnicity": "as recorded", "place_of_birth": "Cutterby",
         "occupation": "joiner", "pnc": "2099/0000043C", "cro": "SF99/3D", "crn": "Z000001",
         "prison_number": "A1234BC", "nhs_number": "9990000255", "nino": "AB123456C", "visor_record": True,
         "deceased_on": "2026-02-01"},
        (Said("HAS_DETAILS", "P1", ITS_RECORD, _DETAILS, {"born_from": "1990-05-03", "born_to": "1990-05-03"}),
         Said("SAME_AS", ITS_RECORD, "P1", also={"basis": "own"})),
    ),
    *(
        Sent(
            "persons", ref, {"person_ref": ref, "family_name": name},
            (
                Said("HAS_DETAILS", ref, ITS_RECORD, "family_name"),
                Said("SAME_AS", ITS_RECORD, ref, also={"basis": "own"}),
            ),
        )
        for ref, name in (("P2", "Sallow"), ("P3", "Imrie"))
    ),
)  # fmt: skip

ADDRESSES = (
    Sent(
        "addresses", "A1",
        {"address_ref": "A1", "uprn": "999000000151", "secondary_name": "Flat 2", "primary_name": "7A",
         "street": "St. Kelpie's Row", "town": "Cutterby", "postcode": "CH3 9FT", "easting": 349405,
         "northing": 360331, "kind": "dwelling", "confidential": False},
        (Said("LOCATED_AT", "A1", ITS_RECORD,
              "uprn secondary_name primary_name street town postcode easting northing kind confidential",
              {"uncertainty_m": 0, "precision": "coordinates", "area": "cheshire", "local_authority": "E06000050",
               "normal_primary": "7a", "normal_street": "st kelpies row"}),
         Said("SAME_AS", ITS_RECORD, "A1", also={"basis": "own"})),
    ),
    Sent(
        "addresses", "A2",
        {"address_ref": "A2", "primary_name": "The Mill"},
        (Said("LOCATED_AT", "A2", ITS_RECORD, "primary_name", {"precision": "none", "normal_primary": "the mill"}),
         Said("SAME_AS", ITS_RECORD, "A2", also={"basis": "own"})),
    ),
)  # fmt: skip

_RESIDENCES = {"home": "LIVES_AT", "staying": "STAYS_AT", "proposed": "PROPOSED_AT", "visiting": "VISITS",
               "works_at": "WORKS_AT", "attends": "ATTENDS"}  # fmt: skip

RESIDENCES = tuple(
    Sent(
        "residences", f"=S-{kind}",
        {"statement_ref": f"S-{kind}", "person_ref": "P1", "address_ref": "A1", "kind": kind, "valid_from": SPELL[0],
         "valid_to": SPELL[1], "verified_on": "2026-02-20", "verified_by": "police"},
        (Said(type_, "P1", "A1", "kind verified_on verified_by", holds=SPELL),),
    )
    for kind, type_ in _RESIDENCES.items()
)  # fmt: skip

RELATIONSHIPS = tuple(
    Sent(
        "relationships", f"=S-{kind}",
        {"statement_ref": f"S-{kind}", "from_ref": "P2", "to_ref": "P1", "kind": kind, "valid_from": SPELL[0],
         "valid_to": SPELL[1], "offence": "common assault", "contact_kind": "supervised"},
        (Said(kind.upper(), "P2", "P1", "kind offence contact_kind", holds=SPELL),),
    )
    for kind in TABLES["relationships"].column("kind").codes
)  # fmt: skip

_SITE: dict[str, str | int] = {"name": "Cutterby Primary", "kind": "school", "address_ref": "A1", "confidential": True}

SITES_AND_STOCK = (
    Sent(
        "sites", "SITE1",
        {"site_ref": "SITE1", "name": "Cutterby Primary", "kind": "school", "address_ref": "A1",
         "postcode": "CH3 9FT", "easting": 349500, "northing": 360500, "confidential": True},
        (Said("SITED_AS", "SITE1", ITS_RECORD, "name kind postcode easting northing confidential",
              {"uncertainty_m": 0, "precision": "coordinates"}),
         Said("STANDS_AT", "SITE1", "A1")),
    ),
    Sent(
        "premises", "A1|police|cas3",
        {"address_ref": "A1", "name": "Kelpie House", "provider_ref": "police", "scheme": "cas3", "capacity": 6,
         "excludes": "arson;sexual"},
        (Said("OFFERED_BY", "A1", "police", "name scheme capacity excludes"),),
    ),
)  # fmt: skip

ABOUT_PEOPLE = (
    Sent(
        "child_plans", "P3|child_in_need|E06000049|2025-09-01",
        {"person_ref": "P3", "kind": "child_in_need", "local_authority": "E06000049", "valid_from": "2025-09-01",
         "valid_to": "2026-09-01"},
        (Said("ON_PLAN", "P3", "E06000049", "kind", holds=("2025-09-01", "2026-09-01")),),
    ),
    Sent(
        "victim_contact", "P2|P1|victim_contact_scheme",
        {"victim_ref": "P2", "offender_ref": "P1", "scheme": "victim_contact_scheme", "offered_on": "2025-01-06",
         "opted_in": True, "last_contact_on": "2026-01-20"},
        (Said("IN_CONTACT_SCHEME", "P2", "P1", "scheme offered_on opted_in last_contact_on"),),
    ),
    Sent(
        "access_restrictions", "P1|exclusion|a.user|2026-01-01",
        {"person_ref": "P1", "kind": "exclusion", "username": "a.user", "valid_from": "2026-01-01",
         "valid_to": "2026-12-31"},
        (Said("ACCESS_LIMITED_BY", "P1", ITS_RECORD, "kind username", holds=("2026-01-01", "2026-12-31")),),
    ),
)  # fmt: skip

ROWS = (*AGENCIES, *PEOPLE, *ADDRESSES, *RESIDENCES, *RELATIONSHIPS, *SITES_AND_STOCK, *ABOUT_PEOPLE)

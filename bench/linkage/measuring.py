"""`python -m bench linkage`: how well records are linked, beside Splink as its documentation does it, in one run."""

import argparse
import resource
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.linkage.invented import invent_area, traits_of, with_twins
from bench.linkage.ours import link_by_score, link_by_service
from bench.linkage.plain_splink import link_plainly
from bench.linkage.scores import MILLION, Linking, errors_by_group, measure
from bench.linkage.sets import TruthSet, read_febrl
from bench.measuring import KIB_PER_MIB
from bench.service_area import machine
from ingest.linkage.matching import LinkageRecord, shipped_model, train

HEAD = (
    "| way | precision | recall | F1 | cluster F1 | false pairs | lookalikes joined, per million records "
    "| reviews per 1,000 records | calibration error | compared | seconds | peak MiB so far |"
)
SETS = ("febrl4", "febrl3", "area", "twins")


def main(arguments: Sequence[str]) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench linkage", description=__doc__)
    parser.add_argument("--sets", default=",".join(SETS), help="of febrl4, febrl3, area, twins; separated by commas")
    parser.add_argument("--offenders", type=int, default=1_000, help="nominals of the invented area")
    parser.add_argument("--seed", type=int, default=2, help="of the invented area; the shipped model is trained on 1")
    options = parser.parse_args(arguments)
    sys.stdout.write(f"### Linkage, model {shipped_model().name}\n\n{machine()}\n\n")
    chosen = options.sets.split(",")
    for name in chosen:
        if name.startswith("febrl"):
            measure_febrl(read_febrl(int(name[-1])))
    if {"area", "twins"} & set(chosen):
        with tempfile.TemporaryDirectory(prefix="risk-network-bench-") as folder:
            area = invent_area(Path(folder), options.offenders, options.seed)
        if "area" in chosen:
            measure_area(area, has_groups=True)
        if "twins" in chosen:
            measure_area(with_twins(area), has_groups=False)
    return 0


def measure_febrl(truth: TruthSet) -> None:
    """Print the figures of a FEBRL set, with the shipped model and with one trained on the set, without labels."""
    model, _ = train(truth.records, shipped_model(), made_on=date(2026, 1, 1), trained_on=truth.name)
    is_pair_of_lists = truth.name.endswith("4")
    linkings = [*link_plainly(truth)]
    linkings += link_by_score(truth, model, "trained here", is_one_to_one=is_pair_of_lists)
    linkings += link_by_service(truth, model, "trained here")
    linkings += link_by_service(truth, shipped_model(), "shipped")
    tell(truth, linkings)


def measure_area(truth: TruthSet, *, has_groups: bool) -> None:
    """Print the figures of an invented area, all identifiers left out but in the last two rows."""
    bare = TruthSet(truth.name, tuple(_bare(truth)), truth.person_of, truth.lookalikes)
    linkings = [*link_plainly(bare)]
    linkings += link_by_score(bare, shipped_model(), "shipped", is_one_to_one=False)
    linkings += link_by_service(bare, shipped_model(), "shipped")
    linkings += link_by_service(truth, shipped_model(), "shipped, with identifiers")
    tell(truth, linkings)
    if has_groups:
        tell_groups(bare, next(one for one in linkings if one.way == "shipped: joined"))


def _bare(truth: TruthSet) -> Iterable[LinkageRecord]:
    return (replace(record, identifiers={}, raw_identifiers={}) for record in truth.records)


def tell(truth: TruthSet, linkings: Iterable[Linking]) -> None:
    """Print a table of one set."""
    lines = [
        f"#### {truth.name}: {len(truth.records):,} records, {len(truth.true_pairs):,} true pairs",
        "",
        HEAD,
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for linking in linkings:
        found = measure(truth, linking)
        error = "" if found.calibration_error is None else f"{found.calibration_error:.3f}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB
        lines.append(
            f"| {linking.way} | {found.precision:.4f} | {found.recall:.4f} | {found.f1:.4f} | {found.cluster_f1:.4f} "
            f"| {found.false_pairs:,} | {found.lookalikes_joined * MILLION / len(truth.records):,.0f} "
            f"| {found.reviews_per_thousand:.0f} | {error} | {linking.compared:,} | {linking.seconds:.1f} | {peak:,} |"
        )
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()


def tell_groups(truth: TruthSet, linking: Linking) -> None:
    """Print errors by sex, age band and naming tradition."""
    traits = {record.record: traits_of(record) for record in truth.records}
    lines = [
        f"#### Errors by group: {linking.way}",
        "",
        "| trait | group | true pairs | neither joined nor reviewed | false pairs per 1,000 records |",
        "|---|---|---|---|---|",
    ]
    for trait in ("sex", "age", "naming tradition"):
        groups = {record: of[trait] for record, of in traits.items()}
        lines += [
            f"| {trait} | {group} | {true:,} | {missed:.2%} | {false:.2f} |"
            for group, true, missed, false in errors_by_group(truth, linking, groups)
        ]
    sys.stdout.write("\n".join(lines) + "\n\n")

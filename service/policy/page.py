"""The page about thresholds, made from the policy that ships."""

from service.policy.reading import load_policy


def render_page() -> str:
    """Return docs/policy.md."""
    rows = [
        f"| `{key}` | {threshold.value} | {threshold.source} | {threshold.effective_from} | "
        f"{'yes' if threshold.verified else 'no'} |"
        for key, threshold in sorted(load_policy().national.items())
    ]
    return "\n".join(
        [
            "# Policy",
            "",
            "<!-- Made by `make docs` from `service/policy/policy.toml`. -->",
            "",
            "Every threshold of the rules and of the placement check, with where it is from and whether somebody has",
            "verified it against that source. To set one otherwise, put a `.toml` file into the folder that",
            "`RISK_NETWORK_POLICY_DIR` names:",
            "",
            "```toml",
            '["accommodation.own_victim.radius_m"]          # for every area',
            "value = 1200",
            'source = "Strategic management board, minutes of its January meeting"',
            "effective_from = 2026-02-01",
            "verified = true",
            "",
            '[areas.cheshire."child.gained_access_days"]    # for one area',
            "value = 60",
            'source = "Cheshire strategic management board"',
            "effective_from = 2026-02-01",
            "verified = true",
            "```",
            "",
            "A key that is not listed here, a value of another kind, a negative number or a missing source stops the",
            "start, with the file and the key. A value counts from its day on. Lengths are metres and spans are days",
            "unless the key says otherwise.",
            "",
            "| key | value | source | since | verified |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )

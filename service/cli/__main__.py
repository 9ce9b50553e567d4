"""`python -m service.cli`: the same as `risk-network`."""

from service.cli.main import main

main()

"""What runs: the commands now; rules, answers, the API and the pages beside them."""

"""An invented area: people who do not exist, what every agency says of them, and the truth to judge it by."""

"""Run-time support: ordered parallel work, process set-up, writing a file whole."""

"""The API: a file for each subject, with the functions that answer and their endpoints."""

"""What a counselor can do with sections: list, edit, choose, and see what a change breaks."""

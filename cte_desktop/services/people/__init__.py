"""Who opens the database and what each may do: the list, the changes of it, and the guard."""

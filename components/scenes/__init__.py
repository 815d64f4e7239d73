"""What a View shows as one scene: its title, its sentence, its slide."""

"""What all Office formats share: the zip, its parts and relationships, XML, properties, pictures."""

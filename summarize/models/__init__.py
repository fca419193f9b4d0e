"""The model: messages and a schema go in, a reply comes out; the embedded model lives here too."""

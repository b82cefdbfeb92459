"""What duties bring to the door: how often somebody comes, what to know before knocking, what to ask and to hand over."""

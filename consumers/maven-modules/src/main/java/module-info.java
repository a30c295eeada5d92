/** A program that is a module itself. */
module consumer {
    requires dev.moviemaker;
}

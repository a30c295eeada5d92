// SPDX-License-Identifier: Apache-2.0
/** A program that is a module itself. */
module consumer {
    requires dev.moviemaker;
}

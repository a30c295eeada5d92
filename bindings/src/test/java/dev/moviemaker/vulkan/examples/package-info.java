/** The program in this module's README. */
package dev.moviemaker.vulkan.examples;

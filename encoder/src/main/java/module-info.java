/** Records frames and sound to AV1: on a GPU's own encoder through Vulkan Video, or on a software encoder that another module provides. */
module dev.moviemaker {
    requires static org.jspecify;

    exports dev.moviemaker;
}

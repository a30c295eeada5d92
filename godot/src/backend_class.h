// SPDX-License-Identifier: Apache-2.0
/* The class MovieMakerAV1Backend: what this machine can encode. */
#ifndef MOVIE_MAKER_AV1_BACKEND_CLASS_H
#define MOVIE_MAKER_AV1_BACKEND_CLASS_H

void backend_class_register(void);
void backend_class_unregister(void);

#endif

// SPDX-License-Identifier: Apache-2.0
/* The class MovieMaker: records a running game, in exported games too. */
#ifndef MOVIE_MAKER_AV1_MOVIE_MAKER_H
#define MOVIE_MAKER_AV1_MOVIE_MAKER_H

void movie_maker_register(void);
void movie_maker_unregister(void);

#endif

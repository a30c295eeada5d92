// SPDX-License-Identifier: Apache-2.0
/* The class MovieWriterAV1: what `--write-movie movie.mp4` and the editor's movie button write with. */
#ifndef MOVIE_MAKER_AV1_MOVIE_WRITER_H
#define MOVIE_MAKER_AV1_MOVIE_WRITER_H

void movie_writer_register(void);
void movie_writer_unregister(void);

#endif

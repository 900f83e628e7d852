//! The integration tests that are written out: words in, words out. Each file is named for what it tests and opens with what it proves;
//! docs/tests.md says which promise each of them holds. Fixtures that are tests by themselves stand in tests/cases.

mod agenda;
mod architecture;
mod audience;
#[cfg(feature = "pdf")]
mod audience_every_field;
#[cfg(feature = "pdf")]
mod audience_exceptions;
mod autolinks;
#[cfg(feature = "pdf")]
mod bidi_controls;
#[cfg(feature = "pdf")]
mod built_files;
mod check_command;
mod cli;
mod cli_conventions;
mod code_blocks;
mod determinism;
mod diagnostics;
mod external_links;
mod extra_values;
mod facilitator_blocks;
mod first_use;
mod glance_page;
mod image_sizes;
mod incremental_builds;
mod incremental_reading;
mod init_and_new;
mod lenient_markdown;
mod look_settings;
mod marked_curriculum;
mod mirrored_styles;
mod output_delivery;
mod pages;
#[cfg(feature = "pdf")]
mod pdf_reader;
mod preview_editions;
#[cfg(feature = "serve")]
mod preview_server;
mod random_input;
mod schema;
#[cfg(feature = "pdf")]
mod sheet_robustness;
#[cfg(feature = "pdf")]
mod sheets;
mod source_tree;
#[path = "../support/mod.rs"]
mod support;
mod terminal_safety;
mod theme_author;
mod theme_command;
mod unicode_names;
#[cfg(feature = "pdf")]
mod untrusted_pictures;
mod untrusted_themes;

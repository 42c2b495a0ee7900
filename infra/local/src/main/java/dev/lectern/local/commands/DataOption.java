// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

/** The data directory as every command names it. */
final class DataOption {

    static final String DEFAULT = "${env:LECTERN_DATA:-${sys:user.home}/.lectern}";
    static final String DESCRIPTION = "Where Lectern keeps everything (LECTERN_DATA; default: ~/.lectern).";

    private DataOption() {}
}

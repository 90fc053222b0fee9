# SPDX-License-Identifier: GPL-3.0-or-later
# Completes foretell-cli in fish. Commands and options are those that --help tells.

# The words before the cursor without options and the values that stand apart from them.
function __foretell_cli_words
    set -l is_value
    for word in (commandline -opc)[2..]
        if test -n "$is_value"
            set is_value
        else if contains -- $word --data-dir --format --gaps --threads
            set is_value yes
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

# The categories ("summary") or batches ("history") of the store: the first field of the CSV.
function __foretell_cli_list
    set -l data_dir (commandline -opc | string match -r -- '^--data-dir=.*')
    foretell-cli $data_dir $argv[1] --format=csv --quiet 2>/dev/null </dev/null |
        sed -E '1d; s/\r$//; /^"/!{s/,.*//; b}; s/^"(([^"]|"")*)".*/\1/; s/""/"/g'
end

function __foretell_cli_values
    switch $argv[1]
        case --format
            printf '%s\n' table csv spreadsheet json
        case --gaps
            printf '%s\n' zero missing
        case --growth
            printf '%s\n' linear logistic flat
        case --model
            printf '%s\n' prophet sarimax holt_winters ensemble seasonal_naive
        case --duplicates
            printf '%s\n' last sum
        case --decimal-mark
            printf '%s\n' . ,
        case --map
            printf '%s=\n' date product_id category sales
        case --category
            __foretell_cli_list summary
        case --batch
            __foretell_cli_list history
        case --data-dir
            __fish_complete_directories $argv[2] ''
        case --holidays
            printf '%s\n' AT BR CA CH CN DE ES FR GB IT JP MX US none
            __fish_complete_path $argv[2]
        case --output --token-file --regressors
            __fish_complete_path $argv[2]
    end
end

function __foretell_cli_complete
    set -l command (__foretell_cli_words)[1]
    set -l current (commandline -ct)
    set -l previous (commandline -opc)[-1]
    set -l help (foretell-cli $command --help 2>/dev/null)

    if string match -qr -- '^--[a-z-]+=' $current
        set -l parts (string split -m 1 -- = $current)
        string replace -r -- '^' $parts[1]= (__foretell_cli_values $parts[1] $parts[2])
    else if string match -q -- '--*' $previous; and string match -q -- "* $previous=*" $help
        __foretell_cli_values $previous $current
    else if string match -q -- '-*' $current
        string replace -fr -- '^  (?:-[a-z], )?(--[a-z-]+=?)\S*\s+(.*)' '$1\t$2' $help
    else if test -z "$command"
        string replace -fr -- '^  ([a-z][a-z-]*)  +(.*)' '$1\t$2' $help
    else if test "$command" = import
        __fish_complete_path $current
    else if contains -- "$command" undo rejects
        __foretell_cli_list history
    end
end

complete -c foretell-cli -f -a '(__foretell_cli_complete)'

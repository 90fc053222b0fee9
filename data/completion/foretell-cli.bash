# SPDX-License-Identifier: GPL-3.0-or-later
# Completes foretell-cli in bash. Commands and options are those that --help tells.

# The categories ("summary") or batches ("history") of the store: the first field of the CSV.
_foretell_cli_list() {
  "$program" "${data_dir[@]}" "$1" --format=csv --quiet 2>/dev/null </dev/null |
    sed -E '1d; s/\r$//; /^"/!{s/,.*//; b}; s/^"(([^"]|"")*)".*/\1/; s/""/"/g'
}

_foretell_cli_values() {
  case $1 in
    --format) printf '%s\n' table csv spreadsheet json ;;
    --gaps) printf '%s\n' zero missing ;;
    --growth) printf '%s\n' linear logistic flat ;;
    --model) printf '%s\n' prophet sarimax holt_winters ensemble seasonal_naive ;;
    --duplicates) printf '%s\n' last sum ;;
    --decimal-mark) printf '%s\n' . , ;;
    --map) printf '%s\n' date product_id category sales ;;
    --category) _foretell_cli_list summary ;;
    --batch) _foretell_cli_list history ;;
    --data-dir) compgen -d -- "$current" ;;
    --holidays) printf '%s\n' AT BR CA CH CN DE ES FR GB IT JP MX US none && compgen -f -- "$current" ;;
    --output | --token-file | --regressors) compgen -f -- "$current" ;;
  esac
}

_foretell_cli_arguments() {
  case $command in
    '') sed -nE 's/^  ([a-z][a-z-]*)  .*/\1/p' <<<"$help" ;;
    import) compgen -f -- "$current" ;;
    undo | rejects) _foretell_cli_list history ;;
  esac
}

_foretell_cli_takes_value() {
  [[ $1 == --* && $help == *" $1="* ]]
}

# Sets what stands before the cursor: command, option (which a value follows), data_dir.
_foretell_cli_read_words() {
  local word

  # Bash makes a word of its own of "=".
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == '=' ]]; then
      continue
    elif _foretell_cli_takes_value "$option"; then
      [[ $option == --data-dir ]] && data_dir=("--data-dir=${word/#\~/$HOME}")
      option=''
    elif [[ $word == -* ]]; then
      option=$word
    elif [[ ! $command ]]; then
      command=$word
      option=''
      help=$("$program" "$command" --help 2>/dev/null)
    fi
  done
}

_foretell_cli() {
  local program=$1 command='' option='' current=${COMP_WORDS[COMP_CWORD]} help candidate
  local -a data_dir=() candidates=()

  help=$("$program" --help 2>/dev/null)
  _foretell_cli_read_words
  [[ $current == '=' ]] && current=''
  current=${current#[\"\']}
  current=${current//\\/}

  if _foretell_cli_takes_value "$option"; then
    mapfile -t candidates < <(_foretell_cli_values "$option")
    compopt -o filenames
  elif [[ $current == -* ]]; then
    mapfile -t candidates < <(sed -nE 's/^  (-[a-z], )?(--[a-z-]+=?).*/\2/p' <<<"$help")
    compopt -o nospace
  else
    mapfile -t candidates < <(_foretell_cli_arguments)
    compopt -o filenames
  fi

  COMPREPLY=()
  for candidate in "${candidates[@]}"; do
    [[ $candidate == "$current"* ]] && COMPREPLY+=("$candidate")
  done
  # A value follows an option that ends with "=", a space every other one.
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == -*[!=] ]] && compopt +o nospace
}

complete -F _foretell_cli foretell-cli

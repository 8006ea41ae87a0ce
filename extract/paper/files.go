package paper

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is an input to open: its name as messages give it, and its size in
// bytes, or -1 where that is unknown.
type file struct {
	name  string
	size  int64
	stdin bool
	err   error // it cannot be read, and why
}

// stdinName stands for stdin in messages and sources.
const stdinName = "stdin"

// listFiles expands folders, in sorted order.
func listFiles(inputs []string, stdin io.Reader, aside []string) []file {
	out := map[string]bool{}
	for _, path := range aside {
		out[absolute(path)] = true
	}
	var files []file
	for _, name := range inputs {
		if name == "-" {
			files = append(files, file{name: stdinName, size: sizeOf(stdin), stdin: true})
			continue
		}
		before := len(files)
		info, err := os.Stat(name)
		switch {
		case err != nil:
			files = append(files, file{name: name, err: plainError(err)})
		case info.IsDir():
			files = append(files, walk(name, out)...)
			if len(files) == before {
				files = append(files, file{name: name, err: errors.New("no papers found in it; it holds no files")})
			}
		default:
			files = append(files, namedFile(name, info))
		}
	}
	return files
}

func sizeOf(r io.Reader) int64 {
	f, ok := r.(*os.File)
	if !ok {
		return -1
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

func namedFile(name string, info fs.FileInfo) file {
	if !info.Mode().IsRegular() {
		return file{name: name, size: -1} // a pipe, as in <(zcat x), is worth a try
	}
	return file{name: name, size: info.Size()}
}

// absolute is a path from the root, as far as that can be told.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// walk lists the regular files below a folder. Hidden files and folders, and
// those set aside, are left out. Links to files are followed; links to folders are not, so that a
// loop of links ends.
func walk(root string, aside map[string]bool) []file {
	var files []file
	root += string(filepath.Separator) // or WalkDir would not enter a root that is a link
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			files = append(files, file{name: path, err: plainError(err)})
			return nil
		}
		out := path != root && (strings.HasPrefix(d.Name(), ".") || aside[absolute(path)])
		switch {
		case out && d.IsDir():
			return fs.SkipDir
		case out || d.IsDir():
		default:
			if info, err := os.Stat(path); err != nil {
				files = append(files, file{name: path, err: plainError(err)})
			} else if info.Mode().IsRegular() {
				files = append(files, namedFile(path, info))
			}
		}
		return nil
	})
	return files
}

// plainError drops the operation and path from err, since messages begin with
// the path anyway.
func plainError(err error) error {
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}

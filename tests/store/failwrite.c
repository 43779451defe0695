/* Preloaded into a run: its FAULT_AT-th disk call on a path holding FAULT_MATCH goes wrong.

   FAULT_MODE is eio or enospc: the call fails; short: a write does half; torn: a write does half
   and the power goes; kill: the power goes before the call. Calls that change the disk are counted
   together: writes, copies, truncations, syncs, renames and removals. Each is told, with its path,
   in a line of the file FAULT_LOG. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static long calls = 0;

static void tell(const char *call, const char *path) {
  const char *log = getenv("FAULT_LOG");
  int file = log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  if (file < 0) return;
  dprintf(file, "%s %s\n", call, path);
  close(file);
}

static int due(const char *call, const char *path) {
  const char *wanted = getenv("FAULT_MATCH"), *at = getenv("FAULT_AT");
  if (!wanted || !at || !strstr(path, wanted)) return 0;
  tell(call, path);
  return __sync_add_and_fetch(&calls, 1) == atol(at);
}

static int due_fd(const char *call, int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return due(call, path);
}

static int is(const char *mode) {
  const char *asked = getenv("FAULT_MODE");
  return asked && !strcmp(asked, mode);
}

static void power_off(void) { _exit(137); }

static int refuse(void) {
  if (is("kill") || is("torn")) power_off();
  errno = is("eio") ? EIO : ENOSPC;
  return -1;
}

#define REAL(result, name, ...) result (*real)(__VA_ARGS__) = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!due_fd("write", fd)) return real(fd, data, size);
  if (is("short") || is("torn")) {
    ssize_t done = real(fd, data, size / 2);
    if (is("torn")) power_off();
    return done;
  }
  return refuse();
}

static ssize_t positioned(const char *name, int fd, const void *data, size_t size, off_t at) {
  ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, name);
  if (!due_fd("write", fd)) return real(fd, data, size, at);
  if (is("short") || is("torn")) {
    size_t half = size / 2 > 8192 ? 8192 : size / 2;
    ssize_t done = real(fd, data, half, at);
    if (is("torn")) power_off();
    return done;
  }
  return refuse();
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  return positioned("pwrite", fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
  return positioned("pwrite64", fd, data, size, at);
}

ssize_t sendfile(int out, int in, off_t *at, size_t size) {
  REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
  if (!due_fd("copy", out)) return real(out, in, at, size);
  if (is("short") || is("torn")) {
    ssize_t done = real(out, in, at, size > 16384 ? 8192 : size / 2);
    if (is("torn")) power_off();
    return done;
  }
  return refuse();
}

ssize_t sendfile64(int out, int in, off_t *at, size_t size) { return sendfile(out, in, at, size); }

int ftruncate(int fd, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  return due_fd("truncate", fd) && !is("short") ? refuse() : real(fd, size);
}

int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int fsync(int fd) {
  REAL(int, "fsync", int);
  return due_fd("sync", fd) && !is("short") ? refuse() : real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return due_fd("sync", fd) && !is("short") ? refuse() : real(fd);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return due("rename", to) && !is("short") ? refuse() : real(from, to);
}

int renameat(int old, const char *from, int new, const char *to) {
  REAL(int, "renameat", int, const char *, int, const char *);
  return due("rename", to) && !is("short") ? refuse() : real(old, from, new, to);
}

/* A removal that fails is no fault worth a test of its own; the moment before it is. */
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (due("remove", path) && (is("kill") || is("torn"))) power_off();
  return real(path);
}

int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  if (due("remove", path) && (is("kill") || is("torn"))) power_off();
  return real(path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return due("mkdir", path) && !is("short") ? refuse() : real(path, mode);
}

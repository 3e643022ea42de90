"""Runs a program in a pseudo-terminal that answers questions.

Reads a plan as JSON from standard input:
  command, columns, rows
  typed: the input that waits when the program starts
  actions: lists of a text that the program prints, what happens then (keys, signal, copy or nothing), and its argument
Prints as JSON what the terminal received, how the program ended, whether the terminal is in its first mode again, and the input
that the program did not read.
"""
import base64, fcntl, json, os, select, shutil, signal, struct, subprocess, sys, termios, time

plan = json.load(sys.stdin)
outer, inner = os.openpty()
fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack('HHHH', plan['rows'], plan['columns'], 0, 0))
# The input that waits is not shown.
mode = termios.tcgetattr(inner)
mode[3] &= ~termios.ECHO
termios.tcsetattr(inner, termios.TCSANOW, mode)
mode = termios.tcgetattr(inner)
os.write(outer, plan['typed'].encode('latin1'))


def take_terminal():
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


child = subprocess.Popen(plan['command'], stdin=inner, stdout=inner, stderr=inner, preexec_fn=take_terminal)
received = b''
actions = list(plan['actions'])
start = 0
end = time.time() + 30
while True:
    running = child.poll() is None
    if select.select([outer], [], [], 0.002)[0]:
        received += os.read(outer, 1 << 16)
    elif not running:
        break
    if time.time() > end:
        child.kill()
        break
    found = received.find(actions[0][0].encode(), start) if actions else -1
    if found >= 0:
        awaited, action, argument = actions.pop(0)
        start = found + len(awaited)
        if action == 'keys':
            os.write(outer, argument.encode('latin1'))
        elif action == 'signal':
            child.send_signal(getattr(signal, argument))
        elif action == 'copy':
            shutil.copyfile(*argument)

is_restored = termios.tcgetattr(inner) == mode
raw = termios.tcgetattr(inner)
raw[3] &= ~termios.ICANON
termios.tcsetattr(inner, termios.TCSANOW, raw)
unread = os.read(inner, 1 << 16) if select.select([inner], [], [], 0.05)[0] else b''
json.dump(
    {
        'output': base64.b64encode(received).decode(),
        'code': child.wait(),
        'isRestored': is_restored,
        'unread': unread.decode('latin1'),
    },
    sys.stdout,
)

"""Repeats a call for a while and takes the median: the same method as the other side's Stopwatch loop."""
import gc
import time


def measure(run, seconds, least):
    """The median time of one call, over at least `least` calls and about `seconds` seconds."""
    clock = time.perf_counter
    times = []
    gc.collect()
    gc.disable()
    try:
        end = clock() + seconds
        while len(times) < least or clock() < end:
            start = clock()
            run()
            times.append(clock() - start)
    finally:
        gc.enable()
    times.sort()
    middle = len(times) // 2
    median = times[middle] if len(times) % 2 else (times[middle - 1] + times[middle]) / 2
    return {"seconds": median, "runs": len(times)}

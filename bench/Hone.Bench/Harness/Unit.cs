namespace Hone.Bench.Harness;

/// <summary>In what a figure is shown; ratios are always taken from seconds or bytes.</summary>
internal enum Unit
{
    Milliseconds,
    Microseconds,
    Gigaflops,
    GigabytesPerSecond,
    ImagesPerSecond,
    Mebibytes,
}

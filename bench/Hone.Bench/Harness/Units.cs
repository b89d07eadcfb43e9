namespace Hone.Bench.Harness;

/// <summary>Names of units and the way from a measured quantity to them.</summary>
internal static class Units
{
    public static string Name(Unit unit) => unit switch
    {
        Unit.Milliseconds => "ms",
        Unit.Microseconds => "us",
        Unit.Gigaflops => "GF/s",
        Unit.GigabytesPerSecond => "GB/s",
        Unit.ImagesPerSecond => "images/s",
        _ => "MiB",
    };

    /// <summary>Shows a measured quantity: seconds for one run (or bytes, for <see cref="Unit.Mebibytes"/>).</summary>
    /// <param name="unit">The unit to show.</param>
    /// <param name="quantity">Seconds or bytes.</param>
    /// <param name="work">What one run does: floating-point operations, bytes moved, images; unused for times.</param>
    public static double Show(Unit unit, double quantity, double work) => unit switch
    {
        Unit.Milliseconds => quantity * 1e3,
        Unit.Microseconds => quantity * 1e6,
        Unit.Gigaflops or Unit.GigabytesPerSecond => work / quantity * 1e-9,
        Unit.ImagesPerSecond => work / quantity,
        _ => quantity / (1 << 20),
    };
}

namespace Hone.Learn.Data;

/// <summary>How much of each image file a scan reads.</summary>
public enum ScanDepth
{
    /// <summary>Everything: damaged files are found, and equal pixels can be.</summary>
    Pixels,

    /// <summary>The header: format and size, a hundred times as fast. Damage behind the header shows only when the image is used, and there is no fingerprint.</summary>
    Header,
}

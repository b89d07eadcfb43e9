namespace Hone.Learn.Data;

/// <summary>Who decodes JPEG files.</summary>
public enum JpegLibrary
{
    /// <summary>Hone's own decoder: nothing to install, safe on hostile files.</summary>
    Managed,

    /// <summary>
    /// The native libjpeg-turbo (its TurboJPEG interface), about twice as fast, with the same samples. It must be installed, such as by <c>apt-get install libturbojpeg0</c>. What it
    /// refuses, CMYK and rare samplings such as 4:1:0, the managed decoder decodes even then. For files that you trust.
    /// </summary>
    TurboJpeg,
}

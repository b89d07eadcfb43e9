using System.Runtime.InteropServices;

namespace Hone.Learn.Data;

/// <summary>Decodes with the native TurboJPEG library, looked for at the first use. A decoder is made for each image: that costs microseconds and keeps threads apart.</summary>
internal static class TurboJpeg
{
    private const int PixelRgb = 0;
    private const int PixelGray = 6;
    private const int ColorSpaceCmyk = 3;
    private const int AccurateTransform = 4096;

    private static readonly string[] s_names = ["libturbojpeg.so.0", "libturbojpeg.0.dylib", "turbojpeg"];
    private static readonly Lazy<Functions?> s_functions = new(Load);

    private delegate nint Create();

    private delegate int Destroy(nint decoder);

    private delegate int ReadHeader(nint decoder, ref byte bytes, CULong length, out int width, out int height, out int sampling, out int colorSpace);

    private delegate int Decompress(nint decoder, ref byte bytes, CULong length, ref byte pixels, int width, int rowBytes, int height, int pixelFormat, int flags);

    private delegate nint ErrorText(nint decoder);

    /// <summary>Whether the library is on this machine.</summary>
    public static bool IsPresent => s_functions.Value is not null;

    /// <summary>Decodes; limits are checked on the header before anything is allocated.</summary>
    public static DecodedImage Decode(ReadOnlySpan<byte> bytes, string name, JpegOptions options)
    {
        Functions library = s_functions.Value ?? throw new HoneException(
            "The native library TurboJPEG, because it was asked for.",
            $"none of {string.Join(", ", s_names)}",
            name,
            "install it, such as apt-get install libturbojpeg0, or leave JpegLibrary at Managed");
        ImageInfo info = Jpeg.Identify(bytes, name, options);
        ref byte start = ref MemoryMarshal.GetReference(bytes);
        var length = new CULong((nuint)bytes.Length);
        nint decoder = library.Create();
        try
        {
            bool isRead = library.ReadHeader(decoder, ref start, length, out int fullWidth, out int fullHeight, out _, out int colorSpace) == 0;
            if (!isRead || colorSpace >= ColorSpaceCmyk)
            {
                return Jpeg.Decode(bytes, name, options);
            }

            int divisor = (int)options.Scale;
            int width = (fullWidth + divisor - 1) / divisor;
            int height = (fullHeight + divisor - 1) / divisor;
            byte[] pixels = new byte[checked(width * height * info.Channels)];
            int format = info.Channels == 1 ? PixelGray : PixelRgb;
            string? warning = null;
            if (library.Decompress(decoder, ref start, length, ref pixels[0], width, width * info.Channels, height, format, AccurateTransform) != 0)
            {
                HoneFormatException damage = Damaged(library, decoder, name);
                warning = options.Damage == DamagePolicy.Partial ? damage.Message : throw damage;
            }

            var image = new ImageData(width, height, info.Channels, pixels);
            return new DecodedImage(options.ApplyOrientation ? OrientationTransform.Apply(image, info.Orientation) : image, info, warning);
        }
        finally
        {
            library.Destroy(decoder);
        }
    }

    private static HoneFormatException Damaged(Functions library, nint decoder, string name) => new(
        name,
        null,
        "A JPEG file that TurboJPEG can decode.",
        Marshal.PtrToStringUTF8(library.ErrorText(decoder)),
        $"fetch the file again from its origin, or accept part of the image with {nameof(DamagePolicy)}.{nameof(DamagePolicy.Partial)}");

    private static Functions? Load()
    {
        foreach (string name in s_names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new Functions(
                    Of<Create>(library, "tjInitDecompress"),
                    Of<Destroy>(library, "tjDestroy"),
                    Of<ReadHeader>(library, "tjDecompressHeader3"),
                    Of<Decompress>(library, "tjDecompress2"),
                    Of<ErrorText>(library, "tjGetErrorStr2"));
            }
        }

        return null;
    }

    private static T Of<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

    private sealed record Functions(Create Create, Destroy Destroy, ReadHeader ReadHeader, Decompress Decompress, ErrorText ErrorText);
}

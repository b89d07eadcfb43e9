namespace Hone.Learn.Data;

/// <summary>One chunk of a PNG file; the bytes are a window into the file.</summary>
internal readonly ref struct PngChunk(uint type, int offset, ReadOnlySpan<byte> data)
{
    public const uint Header = 0x49484452; // IHDR
    public const uint Palette = 0x504C5445; // PLTE
    public const uint Transparency = 0x74524E53; // tRNS
    public const uint Exif = 0x65584966; // eXIf
    public const uint ImageBytes = 0x49444154; // IDAT
    public const uint End = 0x49454E44; // IEND

    /// <summary>The four letters of the type, big-endian.</summary>
    public uint Type { get; } = type;

    /// <summary>Where the data of the chunk starts in the file, in bytes.</summary>
    public int Offset { get; } = offset;

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>Whether a decoder that does not know the type must give up: the first letter is upper case.</summary>
    public bool IsCritical => (Type & 0x20000000) == 0;

    /// <summary>The type as text; anything but letters shows as '?'.</summary>
    public string Name => string.Create(4, Type, static (letters, type) =>
    {
        for (int i = 0; i < letters.Length; i++)
        {
            char letter = (char)((type >> (8 * (3 - i))) & 0xFF);
            letters[i] = char.IsAsciiLetter(letter) ? letter : '?';
        }
    });
}

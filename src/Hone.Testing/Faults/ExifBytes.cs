using System.Buffers.Binary;
using System.Text;

namespace Hone.Testing;

/// <summary>Writes into a JPEG file which camera took it, and when.</summary>
internal static class ExifBytes
{
    private const int EntryLength = 12;

    /// <summary>The same file with an EXIF segment after its first marker: Make and Model, and DateTimeOriginal with SubSecTimeOriginal in a directory of their own.</summary>
    public static byte[] Add(byte[] jpeg, string make, string model, DateTime taken)
    {
        byte[] first = Directory(8, [(0x010F, Text(make)), (0x0110, Text(model))], pointer: 0x8769);
        BinaryPrimitives.WriteUInt32BigEndian(first.AsSpan(2 + (2 * EntryLength) + 8), (uint)(8 + first.Length));
        byte[] second = Directory(8 + first.Length, [(0x9003, Text($"{taken:yyyy:MM:dd HH:mm:ss}")), (0x9291, Text($"{taken:fff}"))], pointer: null);
        byte[] data = [.. "Exif\0\0MM\0*\0\0\0\u0008"u8, .. first, .. second];
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(data.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. data, .. jpeg[2..]];
    }

    private static byte[] Text(string text) => [.. Encoding.ASCII.GetBytes(text), 0];

    /// <summary>Count, entries, no next directory, then the texts that do not fit into their entries.</summary>
    private static byte[] Directory(int start, (ushort Tag, byte[] Text)[] texts, ushort? pointer)
    {
        int count = texts.Length + (pointer is null ? 0 : 1);
        var bytes = new List<byte>(new byte[2 + (count * EntryLength) + 4]);
        Put(0, (ushort)count);
        for (int i = 0; i < texts.Length; i++)
        {
            int entry = 2 + (i * EntryLength);
            Put(entry, texts[i].Tag);
            Put(entry + 2, 2);
            PutLong(entry + 4, texts[i].Text.Length);
            if (texts[i].Text.Length <= 4)
            {
                for (int k = 0; k < texts[i].Text.Length; k++)
                {
                    bytes[entry + 8 + k] = texts[i].Text[k];
                }
            }
            else
            {
                PutLong(entry + 8, start + bytes.Count);
                bytes.AddRange(texts[i].Text);
            }
        }

        if (pointer is { } tag)
        {
            int entry = 2 + (texts.Length * EntryLength);
            Put(entry, tag);
            Put(entry + 2, 4);
            PutLong(entry + 4, 1);
        }

        return [.. bytes];

        void Put(int at, ushort value)
        {
            bytes[at] = (byte)(value >> 8);
            bytes[at + 1] = (byte)value;
        }

        void PutLong(int at, int value)
        {
            Put(at, (ushort)(value >> 16));
            Put(at + 2, (ushort)value);
        }
    }
}

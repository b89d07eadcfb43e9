using System.Numerics;

namespace Hone.Nn;

/// <summary>The stream of PyTorch 0.2 to 1.5: five pickles (magic number, version, machine, object, keys of the storages), then the storages in that order.</summary>
internal static class TorchStream
{
    private const long Version = 1001;
    private static readonly BigInteger s_magic = new([0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19], isUnsigned: true);

    public static TorchCheckpoint Read(string path, Stream stream, TorchFileOptions options)
    {
        using var buffered = new BufferedStream(stream, 1 << 16);
        var input = new PickleInput(path, buffered);
        var storages = new TorchStorages(path, stream.Length, options);
        object? Next() => new PickleMachine(input, storages).Run();

        // 1. Magic number and version.
        if (Next() is not BigInteger magic || magic != s_magic)
        {
            throw Broken(path, 0, "A PyTorch stream begins with its magic number 0x1950a86a20f9469cfc6c.", "another value", "this is a pickle that torch.save did not write: load it in Python and save its weights with torch.save");
        }

        long position = input.Position;
        if (Next() is not Version)
        {
            throw Broken(path, position, $"Version {Version} of the stream.", "another version");
        }

        // 2. The machine that wrote the file.
        position = input.Position;
        if (Next() is PickleDictionary machine && machine.Find("little_endian") is false)
        {
            throw Broken(path, position, "Storages in little-endian order.", "little_endian is False", "save the file on a little-endian machine");
        }

        // 3. The object, then the order of the storages.
        object? root = Next();
        position = input.Position;
        if (Next() is not List<object?> keys || keys.Exists(k => k is not string) || keys.Distinct().Count() != keys.Count || keys.Count != storages.All.Count())
        {
            throw Broken(path, position, $"A list of the keys of {storages.All.Count()} storages.", "something else");
        }

        // 4. The storages.
        foreach (string key in keys.Cast<string>())
        {
            position = input.Position;
            TorchStorage storage = storages.Find(key) ?? throw Broken(path, position, "Storages that a tensor needs.", $"\"{key}\"");
            ulong count = input.UInt64();
            if (count != (ulong)storage.Count)
            {
                throw Broken(path, position, $"Storage \"{key}\" of {storage.Count} elements.", $"{count}");
            }

            long length = storage.Count * storage.Element.Size();
            if (length > input.Left)
            {
                throw Broken(path, position, $"{length} bytes of storage \"{key}\".", $"{input.Left} until the end", "copy or download the file again: it is cut off");
            }

            var bytes = new byte[length];
            input.Read(bytes);
            TorchValues.Fill(storage, bytes);
        }

        return input.Left == 0
            ? new TorchCheckpoint(path, root)
            : throw Broken(path, input.Position, "The end of the file after the last storage.", $"{input.Left} more bytes");
    }

    private static HoneFormatException Broken(string path, long position, string expected, string got, string? tryThis = null) =>
        new(path, position, expected, got, tryThis ?? "copy or download the file again, or save it again with torch.save");
}

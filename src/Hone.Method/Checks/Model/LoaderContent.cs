using System.Buffers.Binary;
using Hone.Learn;

namespace Hone.Method;

/// <summary>What a loader gives for each item: a hash of all its inputs and targets.</summary>
internal static class LoaderContent
{
    private const int HashLength = 16;

    /// <summary>Reads items in their order, once each, with the transforms that the loader has.</summary>
    /// <param name="loader">The loader.</param>
    /// <param name="epoch">The epoch: random transforms draw other numbers in each.</param>
    /// <param name="most">How many items are read at most, up to the end of their batch.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The hash of each item by its position in the list of all items.</returns>
    public static Dictionary<int, UInt128> Read(DataLoader loader, int epoch, int most, CancellationToken cancellationToken)
    {
        var inOrder = new DataLoader(loader.Dataset, loader.Options with { Shuffle = false, DropLast = false, Weights = null, PartialCount = null, Workers = 0 });
        var contents = new Dictionary<int, UInt128>();
        using EpochReader reader = inOrder.Read(epoch, cancellationToken);
        while (contents.Count < most && reader.MoveNext())
        {
            Batch batch = reader.Current;
            byte[][] parts = [.. batch.Parts.Select(part => TensorCopy.Bytes(part.Memory))];
            for (int row = 0; row < batch.Count; row++)
            {
                contents[batch.Indices[row]] = Hash(parts, row, batch.Count);
            }

            batch.Release();
        }

        return contents;
    }

    private static UInt128 Hash(byte[][] parts, int row, int rows)
    {
        byte[] hashes = new byte[HashLength * parts.Length];
        for (int part = 0; part < parts.Length; part++)
        {
            int width = parts[part].Length / rows;
            UInt128 hash = ContentHash.Of(parts[part].AsSpan(row * width, width));
            BinaryPrimitives.WriteUInt128BigEndian(hashes.AsSpan(part * HashLength), hash);
        }

        return ContentHash.Of(hashes);
    }
}

using System.Text.Json;

namespace Hone.Method;

/// <summary>What could be read of an append-only file of JSON objects, and what could not.</summary>
internal sealed record JsonLinesFile(IReadOnlyList<JsonElement> Rows, IReadOnlyList<int> LineNumbers, IReadOnlyList<DamagedLine> Damaged)
{
    /// <summary>Reads every object; a damaged line costs that line only. A missing file has no rows.</summary>
    public static JsonLinesFile Read(string path)
    {
        var rows = new List<JsonElement>();
        var numbers = new List<int>();
        var damaged = new List<DamagedLine>();
        byte[] bytes = ReadBytes(path);
        int start = 0;
        int number = 0;
        while (start < bytes.Length)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            bool torn = length < 0;
            length = torn ? bytes.Length - start : length;
            number++;
            if (length > 0)
            {
                // A complete object without its line feed is whole: only the end of the line was lost.
                try
                {
                    using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(start, length));
                    if (document.RootElement.ValueKind != JsonValueKind.Object)
                    {
                        throw new JsonException($"a JSON object was expected, not a {document.RootElement.ValueKind}");
                    }

                    rows.Add(document.RootElement.Clone());
                    numbers.Add(number);
                }
                catch (JsonException exception)
                {
                    damaged.Add(new DamagedLine(number, exception.Message, start + length + 1 >= bytes.Length));
                }
            }

            start += length + 1;
        }

        return new JsonLinesFile(rows, numbers, damaged);
    }

    private static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        // A writer may be appending at this moment; its file must be readable all the same.
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(
                ExitCode.BadInput, "a file that can be read", exception.Message, path, "look at the permissions of the file", exception);
        }
    }
}

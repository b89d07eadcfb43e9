using System.Buffers;
using System.Text.Json;
using Hone.Files;

namespace Hone.Method;

/// <summary>
/// Remembers every <c>run.json</c> in one file, <c>.hone/runs.index</c>, so that ten thousand runs are listed without opening ten thousand files. A cache: every entry is
/// compared with its file, and without the index everything is as before, only slower.
/// </summary>
internal sealed class RunIndex
{
    // A few files are read faster than the index is written.
    private const int FewestToWrite = 64;

    private readonly string _path;
    private readonly Dictionary<string, RunIndexEntry> _entries;
    private int _missed;

    private RunIndex(string path, Dictionary<string, RunIndexEntry> entries)
    {
        _path = path;
        _entries = entries;
    }

    /// <summary>An index that knows nothing and is not written.</summary>
    public static RunIndex None => new("", []);

    public static RunIndex Open(string runsDirectory)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(runsDirectory))!, ".hone", "runs.index");
        return new RunIndex(path, Read(path));
    }

    /// <summary>The record of a run, from the index or from its file; null when the file is missing or damaged, with what is wrong.</summary>
    public RunRecord? Find(string file, out string? problem)
    {
        problem = null;
        var info = new FileInfo(file);
        if (!info.Exists)
        {
            problem = "damaged: run.json is missing";
            return null;
        }

        string id = Path.GetFileName(Path.GetDirectoryName(file)!);
        if (_entries.TryGetValue(id, out RunIndexEntry? entry) && entry.Written == info.LastWriteTimeUtc.Ticks && entry.Size == info.Length)
        {
            return entry.Record;
        }

        try
        {
            RunRecord record = MethodJson.ReadFile(file, MethodJson.Default.RunRecord, "remove the folder or restore it from git");
            _entries[id] = new RunIndexEntry(id, info.LastWriteTimeUtc.Ticks, info.Length, record);
            _missed++;
            return record;
        }
        catch (StorageException exception)
        {
            problem = $"damaged: run.json: {exception.Got}";
            return null;
        }
    }

    /// <summary>Writes what was learned, for the next time; a folder that cannot be written to keeps its old index.</summary>
    public void Save(IReadOnlyCollection<string> ids)
    {
        if (_missed < FewestToWrite)
        {
            return;
        }

        var known = ids.ToHashSet(StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (RunIndexEntry entry in _entries.Where(pair => known.Contains(pair.Key)).Select(pair => pair.Value))
            {
                JsonSerializer.Serialize(writer, entry, MethodJson.Default.RunIndexEntry);
            }

            writer.WriteEndArray();
        }

        try
        {
            AtomicFile.Write(_path, stream => stream.Write(buffer.WrittenSpan));
        }
        catch (Exception exception) when (exception is HoneException || DiskErrors.IsDisk(exception))
        {
            // A cache that cannot be written costs time, not correctness; the list itself is complete.
            return;
        }
    }

    private static Dictionary<string, RunIndexEntry> Read(string path)
    {
        var entries = new Dictionary<string, RunIndexEntry>(StringComparer.Ordinal);
        try
        {
            if (File.Exists(path))
            {
                foreach (RunIndexEntry entry in JsonSerializer.Deserialize(File.ReadAllBytes(path), MethodJson.Default.RunIndexEntryArray) ?? [])
                {
                    entries[entry.Id] = entry;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException || DiskErrors.IsDisk(exception))
        {
            // A damaged index is made anew from the files.
            entries.Clear();
        }

        return entries;
    }
}

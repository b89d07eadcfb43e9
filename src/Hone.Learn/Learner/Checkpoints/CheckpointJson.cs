using System.Text;
using System.Text.Json;

namespace Hone.Learn;

/// <summary>The JSON of a checkpoint. Numbers are written with all their digits, so that they come back to the last bit; NaN is null.</summary>
internal static class CheckpointJson
{
    private const int Version = 2;
    private const string EarlierName = "earlier_history";

    public static string Write(CheckpointState state)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("finished_epochs", state.FinishedEpochs);
            json.WriteNumber("epochs", state.Plan.Epochs);
            json.WriteNumber("batches_per_epoch", state.Plan.BatchesPerEpoch);
            json.WriteString("schedules", state.Plan.Schedules);
            json.WriteNumber("data_seed", state.DataSeed);
            json.WriteNumber("smooth_count", state.SmoothCount);
            WriteNumber(json, "smooth_biased", state.SmoothBiased);
            WriteStreams(json, state.RandomStreams);
            WriteEpochs(json, "history", state.Epochs);
            WriteEpochs(json, EarlierName, state.EarlierEpochs);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="HoneFormatException">The JSON is not that of a checkpoint.</exception>
    public static CheckpointState Parse(string text, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            int version = root.GetProperty("version").GetInt32();
            if (version != Version)
            {
                throw new FormatException($"version {version}, this program reads version {Version}");
            }

            return new CheckpointState(
                root.GetProperty("finished_epochs").GetInt32(),
                new FitPlan(root.GetProperty("epochs").GetInt32(), root.GetProperty("batches_per_epoch").GetInt32(), root.GetProperty("schedules").GetString()!),
                root.GetProperty("data_seed").GetInt64(),
                ReadStreams(root),
                ReadEpochs(root.GetProperty("history")),

                // Checkpoints did not know phases once.
                root.TryGetProperty(EarlierName, out JsonElement earlier) ? ReadEpochs(earlier) : [],
                root.GetProperty("smooth_count").GetInt64(),
                ReadNumber(root.GetProperty("smooth_biased")));
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HoneFormatException(path, 0, "The metadata of a checkpoint is complete.", error.Message, "use an older checkpoint, or start a new fit");
        }
    }

    /// <summary>The property with the random streams of a model, in an object that has been started.</summary>
    public static void WriteStreams(Utf8JsonWriter json, IReadOnlyDictionary<string, RandomStreamState> streams)
    {
        json.WriteStartObject("random_streams");
        foreach ((string path, RandomStreamState random) in streams)
        {
            json.WriteStartArray(path);
            json.WriteNumberValue(random.Key);
            json.WriteNumberValue(random.Position);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>What <see cref="WriteStreams"/> wrote.</summary>
    public static Dictionary<string, RandomStreamState> ReadStreams(JsonElement root) =>
        root.GetProperty("random_streams").EnumerateObject().ToDictionary(item => item.Name, item => ReadStream(item.Value));

    private static void WriteEpochs(Utf8JsonWriter json, string name, IReadOnlyList<EpochRecord> epochs)
    {
        json.WriteStartArray(name);
        foreach (EpochRecord epoch in epochs)
        {
            Write(json, epoch);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, EpochRecord epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", epoch.Epoch);
        WriteNumber(json, "train_loss", epoch.TrainLoss);
        WriteNumber(json, "valid_loss", epoch.ValidLoss);
        json.WriteNumber("ticks", epoch.Duration.Ticks);
        json.WriteStartArray("metrics");
        foreach (MetricValue metric in epoch.Metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            WriteNumber(json, "value", metric.Value);
            json.WriteNumber("n", metric.Count);
            json.WriteBoolean("higher_is_better", metric.HigherIsBetter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static EpochRecord[] ReadEpochs(JsonElement items) => [.. items.EnumerateArray().Select(ReadEpoch)];

    private static EpochRecord ReadEpoch(JsonElement item) => new(
        item.GetProperty("epoch").GetInt32(),
        ReadNumber(item.GetProperty("train_loss")),
        ReadNumber(item.GetProperty("valid_loss")),
        [.. item.GetProperty("metrics").EnumerateArray().Select(ReadMetric)],
        TimeSpan.FromTicks(item.GetProperty("ticks").GetInt64()));

    private static MetricValue ReadMetric(JsonElement item) => new(
        item.GetProperty("name").GetString()!,
        ReadNumber(item.GetProperty("value")),
        item.GetProperty("n").GetInt64(),
        item.GetProperty("higher_is_better").GetBoolean());

    private static RandomStreamState ReadStream(JsonElement pair) => pair.GetArrayLength() == 2
        ? new RandomStreamState(pair[0].GetUInt64(), pair[1].GetUInt64())
        : throw new FormatException($"a random stream of {pair.GetArrayLength()} numbers instead of key and position");

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double ReadNumber(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}

using System.IO.Compression;
using System.Security.Cryptography;
using Hone.Files;

namespace Hone.Learn;

/// <summary>
/// Reads and writes the models of a table: a zip archive with <c>model.json</c> (<see cref="TableFileContent"/>) and an entry with the weights of each model. Nothing in
/// it is executed; sizes are checked before memory is taken.
/// </summary>
internal static class TableFile
{
    /// <summary>Far more than ensembles have.</summary>
    private const int MostMembers = 12;

    public static void Write(string path, TabularPreparation preparation, IReadOnlyList<string> targets, IReadOnlyList<string> vocab, TargetScale scale, IReadOnlyList<TableMember> members, ConfigCatalog catalog)
    {
        if (members.Count > MostMembers)
        {
            throw new HoneException($"At most {MostMembers} models in a file.", $"{members.Count}", nameof(TablePredictor), "leave out the weakest");
        }

        var weights = new byte[members.Count][];
        var contents = new TableMemberContent[members.Count];
        for (int i = 0; i < contents.Length; i++)
        {
            (contents[i], weights[i]) = members[i].Describe();
            contents[i] = contents[i] with { Weights = $"member{i}.safetensors", WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(weights[i])) };
        }

        FittedProcConfig[] steps = [.. preparation.Procs.Select(proc => proc.Config ?? throw new HoneException("A step that can be told as data, because a model file holds no code.", proc.GetType().Name, nameof(TablePredictor), "override Config in the step, and give the catalog its name"))];
        var content = new TableFileContent(TableFileContent.FormatName, TableFileContent.CurrentVersion, targets, vocab, scale, preparation.Columns, preparation.Dates, preparation.Given, steps, contents);
        byte[] json = ModelFile.Serialize(content, catalog);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            ModelArchive.Add(archive, ModelArchive.JsonName, json);
            for (int i = 0; i < weights.Length; i++)
            {
                ModelArchive.Add(archive, contents[i].Weights, weights[i]);
            }
        });
    }

    public static TablePredictor Read(string path, PredictorOptions options) => ModelArchive.Read(path, archive =>
    {
        string place = $"{path}, {ModelArchive.JsonName}";
        TableFileContent content = ModelFile.Parse<TableFileContent>(ModelArchive.Json(archive, path), TableFileContent.FormatName, TableFileContent.CurrentVersion, options.Catalog, place);
        if (content.Members.Count is 0 or > MostMembers || content.Targets.Count == 0 || content.Vocab.Count == 1)
        {
            throw new HoneFormatException(place, null, $"1 to {MostMembers} models, a target, and no class or at least two.", $"{content.Members.Count} models, {content.Targets.Count} targets, {content.Vocab.Count} classes", "export the model again");
        }

        TableMember[] members = [.. content.Members.Select(member => Member(archive, member, options, path))];
        try
        {
            FittedProc[] steps = [.. content.Steps.Select(step => step.Build())];
            var preparation = new TabularPreparation(content.Columns, content.Dates, content.Names, steps);
            return new TablePredictor(preparation, content.Targets, content.Vocab, content.Scale, members, options);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or KeyNotFoundException or (HoneException and not HoneFormatException))
        {
            throw new HoneFormatException(place, null, "Steps and models that fit each other.", error.Message, "export the model again", error);
        }
    });

    public static bool IsTable(string path) => ModelArchive.IsFormat(path, TableFileContent.FormatName);

    private static TableMember Member(ZipArchive archive, TableMemberContent content, PredictorOptions options, string path)
    {
        byte[] weights = ModelArchive.Bytes(archive, content.Weights, content.WeightsSha256, options.MostWeightBytes, path);
        string place = $"{path}, {ModelArchive.JsonName}";
        string weightsPlace = $"{path}, {content.Weights}";
        if (content.Kind == TableMemberKind.Trees)
        {
            return new TreeMember(TreeFile.Build(content.Trees, weights, place, weightsPlace));
        }

        return content is { Model: not null, Answer: not null }
            ? new NetMember(ModelFile.Build(content.Model, weights, path, weightsPlace), content.Answer)
            : throw new HoneFormatException(place, null, "A net with its configuration and what is done to its answers.", $"a {content.Kind} without", "export the model again");
    }
}

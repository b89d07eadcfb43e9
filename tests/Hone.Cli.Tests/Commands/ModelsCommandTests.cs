using System.Text.Json;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;

namespace Hone.Cli.Tests;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The folder of --data is the only place that is looked at, so that nothing depends on the machine.
    private CommandRun Run(params string[] args) => CommandRun.Of(["models", .. args, "--data", _folder.Path]);

    [Fact]
    public void The_list_names_source_license_pixels_and_hashes_of_each()
    {
        CommandRun run = Run();

        Assert.Equal(0, run.ExitCode);
        string text = string.Join(' ', run.Lines.Select(line => line.Trim()));
        Assert.NotEmpty(PretrainedCatalog.All);
        Assert.All(PretrainedCatalog.All, info =>
        {
            Assert.Contains(info.Files.Name, text);
            Assert.Contains(info.Files.License, text);
            Assert.Contains(info.Files.Home.ToString(), text);
            Assert.Contains(info.Preprocessing, text);
            Assert.Contains(info.Files.Files[0].ContentSha256[..12], text);
        });
        Assert.Contains("not on this machine", text);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Hones_own_net_comes_first_with_license_pixels_and_hash_and_is_always_here()
    {
        string text = string.Join(' ', Run().Lines.Select(line => line.Trim()));
        Assert.StartsWith(Zoo.ResNet9.Name, text);
        Assert.Contains(Zoo.ResNet9.License, text);
        Assert.Contains(Zoo.ResNet9.Preprocessing, text);
        Assert.Contains(Zoo.ResNet9.File.ContentSha256[..12], text);
        Assert.Contains("here: part of Hone.Learn", text);

        CommandRun one = Run(Zoo.ResNet9.Name);
        Assert.Equal(0, one.ExitCode);
        Assert.Contains(Zoo.ResNet9.File.ContentSha256, one.Out);
        Assert.Contains("6,597,600 bytes", one.Out);
        Assert.Contains("release/resnet9-cifar10", one.Out);
        JsonElement json = Run(Zoo.ResNet9.Name, "--json").Json;
        Assert.True(json.GetProperty("isHere").GetBoolean());
        Assert.Equal("Apache-2.0", json.GetProperty("license").GetString());
    }

    [Fact]
    public void One_is_shown_whole_whatever_its_case()
    {
        PretrainedInfo info = PretrainedCatalog.MobileNetV2;
        CommandRun run = Run(info.Files.Name.ToUpperInvariant());

        Assert.Equal(0, run.ExitCode);
        Assert.All(info.Files.Files, file => Assert.Contains(file.ContentSha256, run.Out));
        Assert.Contains(info.Package, run.Out);
        Assert.Contains("npm pack", run.Out);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Json_tells_missing_from_damaged()
    {
        PretrainedInfo info = PretrainedCatalog.MobileNetV2;
        JsonElement missing = Run("--json").Json.EnumerateArray().Single(model => model.GetProperty("name").GetString() == info.Files.Name);
        Assert.False(missing.GetProperty("isHere").GetBoolean());
        Assert.Equal(JsonValueKind.Null, missing.GetProperty("folder").ValueKind);
        Assert.Equal(info.Files.Files.Count, missing.GetProperty("files").GetArrayLength());

        foreach (DatasetFile file in info.Files.Files)
        {
            File.WriteAllBytes(_folder[file.Name], [1, 2, 3]);
        }

        JsonElement damaged = Run(info.Files.Name, "--json").Json;
        Assert.False(damaged.GetProperty("isHere").GetBoolean());
        Assert.Equal(_folder.Path, damaged.GetProperty("folder").GetString());
        Assert.Contains(info.Files.Files[0].Name, damaged.GetProperty("problem").GetString());
        Assert.Contains("damaged", Run().Out);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_that_are_known()
    {
        CommandRun near = Run("mobilenet-v2-nsfwj");
        Assert.Equal(2, near.ExitCode);
        Assert.Contains("did you mean mobilenet-v2-nsfwjs", near.Error);
        Assert.Contains("did you mean resnet9-cifar10", Run("resnet9-cifar").Error);
        CommandRun far = Run("zzz");
        Assert.Equal(3, far.ExitCode);
        Assert.Contains("mobilenet-v2-nsfwjs", far.Error);
    }
}

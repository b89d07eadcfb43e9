using System.Text.Json;
using Hone.Nn;

namespace Hone.Learn.Tests.Export;

public sealed class DilatedPoolExportTests
{
    [Fact]
    public void A_dilation_is_written_to_files_and_windows_side_by_side_are_written_as_ever()
    {
        Assert.Contains("\"dilation\"", Json(new MaxPool1d(3, new() { Dilation = 2 }).Config!));
        Assert.DoesNotContain("dilation", Json(new MaxPool2d(3, new() { Stride = 2 }).Config!), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("dilation", Json(new MaxPool1d(3).Config!), StringComparison.OrdinalIgnoreCase);
        ModelConfig[] configs =
        [
            new MaxPool1d(3, new() { Dilation = 2 }).Config!,
            new MaxPool2d(3, new() { Dilation = (2, 1), CeilMode = true }).Config!,
            new MaxPool1d(3, new() { Padding = 1 }).Config!,
            new MaxPool2d(3).Config!,
        ];
        foreach (ModelConfig config in configs)
        {
            var read = (ModelConfig)JsonSerializer.Deserialize(Json(config), ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)))!;
            Assert.Equal(config, read);
            Assert.Equal(config, read.Build().Config);
        }
    }

    private static string Json(ModelConfig config) => JsonSerializer.Serialize(config, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)));
}

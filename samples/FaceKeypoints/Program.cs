// Key points: 68 points of a face, from scratch. What is done stands in FaceKeypointsRecipe.cs.
// dotnet run -c Release --project samples/FaceKeypoints -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce face-keypoints)
using Hone.Learn;
using Hone.Method;
using Hone.Samples;

var experiment = new Experiment
{
    Data = new() { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true },
    Epochs = args.Length > 1 ? int.Parse(args[1]) : null,
    Seed = args.Length > 2 ? long.Parse(args[2]) : 1,
    Say = Console.WriteLine,
    Progress = new ConsoleProgress(),
};
Console.WriteLine(FaceKeypointsRecipe.Run(experiment));

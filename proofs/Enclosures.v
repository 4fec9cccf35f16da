(* Irrational constants of the theorems between rational bounds.

   enclosed           == if scaled k t = Some (low, high), then
                         low / 10^k <= eval t <= high / 10^k
   enclose name k t   == computes scaled k t, and prints name, low, high and k;
                         Scripts/proofs keeps the lines in enclosures.txt, and the
                         package's tests compare its functions with them
   Terms are those of Intervals.v; frac n d is the fraction n/d.              *)

From Coq Require Import Reals QArith Qround Qreals ZArith Lra.
From Sharpening Require Import Intervals.

Open Scope Q_scope.

Definition frac (n : Z) (d : positive) : term := Num (Qmake n d).
Definition one : term := frac 1 1.
Definition sub (a b : term) : term := Add a (Opp b).
Definition over (a b : term) : term := Mul a (Inv b).
Definition square (a : term) : term := Mul a a.

Definition scaled (k : nat) (t : term) : option (Z * Z) :=
  match bounds 40 t with
  | Some (l, h) => Some (Qfloor (l * inject_Z (10 ^ Z.of_nat k)), Qceiling (h * inject_Z (10 ^ Z.of_nat k)))
  | None => None
  end.

Lemma power_gt0 k : 0 < inject_Z (10 ^ Z.of_nat k).
Proof.
  assert (p : (0 < 10 ^ Z.of_nat k)%Z) by (apply Z.pow_pos_nonneg; [reflexivity|apply Nat2Z.is_nonneg]).
  unfold Qlt, inject_Z, Qnum, Qden; rewrite !Z.mul_1_r; exact p.
Qed.

Lemma inject_R n : Q2R (inject_Z n) = IZR n.
Proof. unfold Q2R, inject_Z, Qnum, Qden; rewrite Rinv_1; apply Rmult_1_r. Qed.

Theorem enclosed k t l h : scaled k t = Some (l, h) ->
  (IZR l / IZR (10 ^ Z.of_nat k) <= eval t <= IZR h / IZR (10 ^ Z.of_nat k))%R.
Proof.
  unfold scaled; destruct (bounds 40 t) as [[a b]|] eqn:e; [|discriminate]; intro f.
  assert (fl : Qfloor (a * inject_Z (10 ^ Z.of_nat k)) = l) by congruence.
  assert (ce : Qceiling (b * inject_Z (10 ^ Z.of_nat k)) = h) by congruence.
  rewrite <- fl, <- ce; clear f fl ce.
  assert (s := bounds_sound 40 t a b e).
  assert (p := Qlt_Rlt _ _ (power_gt0 k)); rewrite inject_R, Q2R_0 in p.
  assert (lo := Qle_Rle _ _ (Qfloor_le (a * inject_Z (10 ^ Z.of_nat k)))).
  assert (hi := Qle_Rle _ _ (Qle_ceiling (b * inject_Z (10 ^ Z.of_nat k)))).
  rewrite Q2R_mult, !inject_R in lo, hi; revert p lo hi.
  generalize (IZR (10 ^ Z.of_nat k)) (IZR (Qfloor (a * inject_Z (10 ^ Z.of_nat k))))
    (IZR (Qceiling (b * inject_Z (10 ^ Z.of_nat k)))); intros r u v p lo hi.
  split; apply (Rmult_le_reg_r r); try exact p.
  - assert (x : (Q2R a * r <= eval t * r)%R) by (apply Rmult_le_compat_r; lra).
    replace (u / r * r)%R with u by (field; lra); lra.
  - assert (x : (eval t * r <= Q2R b * r)%R) by (apply Rmult_le_compat_r; lra).
    replace (v / r * r)%R with v by (field; lra); lra.
Qed.

(* vm_compute is the kernel's own evaluation of scaled k t; enclosed says what its
   value means.                                                               *)
Tactic Notation "enclose" string(name) constr(k) constr(t) :=
  let v := eval vm_compute in (scaled k t) in
  match v with Some (?l, ?h) => idtac name l h k end.

(* T2: the mass after one step, from p with 1/beta = b. *)
Definition tilted (p b : term) : term :=
  over (Mul p (Exp b)) (Add (Mul p (Exp b)) (sub one p)).

(* T9. *)
Definition endogenous (p b : term) : term := over (Ln (Add one (Mul p (sub (Exp b) one)))) b.

(* T22. *)
Definition surprisal (a : term) : term := Opp (Mul a (Ln a)).
Definition entropy (a b c : term) : term := Add (surprisal a) (Add (surprisal b) (surprisal c)).

(* T10: the times to 1/2 from p, of the mirror flow and of the std-normalised gradient. *)
Definition logit (p : term) : term := Ln (over p (sub one p)).
Definition cold_std (p : term) : term := over (sub one (Mul (frac 2 1) p)) (Sqrt (Mul p (sub one p))).

(* T25: the speed of the filler logit under the mean log-probability. *)
Definition mean_speed (f : term) : term :=
  Mul (Mul (sub one f) (logit f)) (sub (over (Opp (Ln (sub one f))) f) one).

(* T30: the bound for two answers, and the number of votes for delta. *)
Definition overlap (p : term) : term := sub one (square (sub (Sqrt p) (Sqrt (sub one p)))).
Definition votes (p delta : term) : term := over (Opp (Ln delta)) (Opp (Ln (overlap p))).

(* T36: weight a right at the margin l, the rest wrong at m. *)
Definition peak (a l m : term) : term :=
  let u := Exp (Opp l) in let w := Exp (Opp m) in
  let A := Sqrt (Mul a u) in let B := Sqrt (Mul (sub one a) w) in
  Ln (over (sub (Mul A w) (Mul B u)) (sub B A)).

(* T42: s = 1, speed 1/20, threshold 1/100. *)
Definition clock (accuracy : term) : term :=
  let o := over accuracy (sub one accuracy) in let y := frac 1 99 in
  Mul (frac 20 1) (sub (Add o (Ln o)) (Add y (Ln y))).

(* T46: h(p) with a reference and eps. *)
Definition whitened (ref p eps b : term) : term :=
  Inv (Add one (Mul (over (sub one ref) ref)
    (Exp (Opp (over b (Sqrt (Add (Mul p (sub one p)) eps))))))).

Goal True.
enclose "ln2" 15%nat (Ln (frac 2 1)).
enclose "T2.mass.1" 15%nat (tilted (frac 1 5) (frac 5 4)).
enclose "T2.mass.2" 15%nat (tilted (frac 1 5) (frac 5 2)).
enclose "T2.mass.3" 15%nat (tilted (frac 1 5) (frac 15 4)).
enclose "T2.rate" 15%nat (Exp (frac (-5) 4)).
enclose "T8.mass" 15%nat (tilted (frac 3 10) one).
enclose "T9.value" 15%nat (endogenous (frac 1 2) one).
enclose "T10.coldMirror" 13%nat (Opp (logit (frac 1 100))).
enclose "T10.coldStd" 13%nat (cold_std (frac 1 100)).
enclose "T22.entropy.alive" 15%nat (entropy (frac 9 10) (frac 1 20) (frac 1 20)).
enclose "T25.mean.60" 15%nat (mean_speed (frac 3 5)).
enclose "T30.votes.70" 12%nat (votes (frac 7 10) (frac 1 100)).
enclose "T36.peak.70" 13%nat (peak (frac 7 10) one (frac 1 10)).
enclose "T36.peak.80" 13%nat (peak (frac 4 5) (frac 2 1) (frac 3 10)).
enclose "T42.clock.30" 12%nat (clock (frac 3 10)).
enclose "T42.clock.90" 12%nat (clock (frac 9 10)).
enclose "T46.step" 14%nat (whitened (frac 1 5) (frac 1 5) (frac 1 1000000) one).
enclose "T48.draws" 13%nat (over (Opp (Ln (frac 1 100))) (Opp (Ln (frac 17 20)))).
enclose "T49.before" 15%nat (Add (surprisal (frac 9 10)) (surprisal (frac 1 10))).
enclose "T49.after" 15%nat (Add (surprisal (tilted (frac 1 10) one)) (surprisal (sub one (tilted (frac 1 10) one)))).
Abort.

Print Assumptions enclosed.

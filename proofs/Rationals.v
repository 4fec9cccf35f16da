(* The same quantities over the rationals, so that they can be computed.

   A policy is a list p of rationals, its answers the places 0, ..., size p - 1;
   real p is the same policy over the reals.

   total f K          == f 0 + ... + f (K - 1)
   raise s x          == the counts s with one more vote for x
   leads s a          == no count of s is above that of a
   chance s a         == the chance that a is the label of the votes s
   drawn p n F s      == the mean of F over n rollouts drawn from p, added to s
   drawn_value        == it is draw of Groups.v
   share p n a        == P(the label of n rollouts is a); share_value says so
   pay p n a          == the expected vote reward of an answer a with n others
   ratio p n          == the mean share of the most frequent of n answers
   stepped w p        == the exact step that multiplies p a by w a; step_value
                         says so, for w a = exp (r a / beta)                *)

From Coq Require Import QArith Qreals Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Rollouts Groups.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition zeroq : Q := Qmake 0 1.

Definition total (f : nat -> Q) (K : nat) : Q :=
  foldr (fun x t => Qred (f x + t)%Q) zeroq (seq.iota 0%N K).

Lemma Q2R_red (q : Q) : Q2R (Qred q) = Q2R q.
Proof. by apply: Qeq_eqR; exact: Qred_correct. Qed.

Lemma Q2R_int (z : Z) : Q2R (Qmake z 1) = IZR z.
Proof. by rewrite /Q2R /= Rinv_1 Rmult_1_r. Qed.

Lemma zeroR : Q2R zeroq = 0.
Proof. exact: Q2R_int. Qed.

Lemma pos_real n : (0 < n)%N -> IZR (Z.pos (Pos.of_nat n)) = INR n.
Proof.
by move=> n_gt0; rewrite -(Znat.positive_nat_Z (Pos.of_nat n)) Nat2Pos.id ?INR_IZR_INZ //; case: n n_gt0.
Qed.

Lemma total_value f K : Q2R (total f K) = \big[Rplus/0]_(x < K) Q2R (f x).
Proof.
rewrite -(big_mkord xpredT (fun x => Q2R (f x))) /index_iota subn0 /total.
elim: (seq.iota 0%N K) => [|x s IH]; first by rewrite big_nil zeroR.
set t := foldr _ _ s in IH; rewrite (_ : foldr _ _ (x :: s) = Qred (f x + t)%Q) //.
by rewrite big_cons Q2R_red Q2R_plus IH.
Qed.

Definition raise (s : seq nat) (x : nat) : seq nat := set_nth 0%N s x (nth 0%N s x).+1.

Definition leads (s : seq nat) (a : nat) : bool :=
  all (fun b => nth 0%N s b <= nth 0%N s a)%N (seq.iota 0%N (size s)).

Definition chance (s : seq nat) (a : nat) : Q :=
  if leads s a then Qmake 1 (Pos.of_nat (count (leads s) (seq.iota 0%N (size s)))) else zeroq.

Definition none (p : seq Q) : seq nat := nseq (size p) 0%N.

Section Votes.

Variable p : seq Q.
Let K := size p.

Definition real (p : seq Q) (a : 'I_(size p)) : R := Q2R (nth zeroq p a).

Fixpoint drawn (n : nat) (F : seq nat -> Q) (s : seq nat) : Q :=
  if n is k.+1 then total (fun x => Qred (nth zeroq p x * drawn k F (raise s x))%Q) K else F s.

(* The counts s, as a function on the answers. *)
Definition counts (s : seq nat) (c : 'I_K -> nat) : Prop :=
  size s = K /\ forall b : 'I_K, c b = nth 0%N s b.

Theorem drawn_value n (FQ : seq nat -> Q) (F : ('I_K -> nat) -> R) s c :
  (forall s c, counts s c -> Q2R (FQ s) = F c) -> counts s c ->
  Q2R (drawn n FQ s) = draw (@real p) n F c.
Proof.
move=> FQ_F; elim: n s c => [|n IH] s c sc; first by rewrite draw0; exact: FQ_F.
rewrite draw_step total_value; apply: eq_bigr => x _; rewrite Q2R_red Q2R_mult; congr (_ * _).
apply: IH; have [s_K c_s] := sc; split.
  rewrite size_set_nth s_K; apply/maxn_idPr; exact: ltn_ord.
move=> b; rewrite nth_set_nth /= /one_vote c_s -val_eqE.
by case: (val b =P val x) => [->|_]; rewrite ?addn1 ?addn0.
Qed.

Lemma leads_forall s c (a : 'I_K) : counts s c -> [forall b, (c b <= c a)%N] = leads s a.
Proof.
move=> [s_K c_s]; rewrite /leads s_K; apply/forallP/allP => [top b|top b].
  by rewrite mem_iota add0n => /andP[_ b_K]; have := top (Ordinal b_K); rewrite !c_s.
by rewrite !c_s; apply: top; rewrite mem_iota add0n ltn_ord.
Qed.

Lemma chance_value s c (a : 'I_K) : counts s c -> Q2R (chance s a) = wins c a.
Proof.
move=> sc; rewrite /wins (leads_forall a sc) /chance; case: ifP => [lead|_]; last by rewrite zeroR.
have -> : #|[set x | [forall b, (c b <= c x)%N]]| = count (leads s) (seq.iota 0%N (size s)).
  have [-> _] := sc; rewrite -val_enum_ord count_map cardE /enum_mem size_filter -enumT.
  rewrite (_ : [seq x <- _ | _] = enum 'I_K); last by apply/all_filterP/allP.
  by apply: eq_count => x; rewrite !inE (leads_forall x sc).
have : (0 < count (leads s) (seq.iota 0%N (size s)))%N.
  rewrite -has_count; apply/hasP; exists (val a) => //.
  by have [-> _] := sc; rewrite mem_iota add0n ltn_ord.
by move=> some; rewrite /Q2R [Qden _]/= [Qnum _]/= pos_real // Rmult_1_l.
Qed.

Definition share (n a : nat) : Q := drawn n (fun s => chance s a) (none p).
Definition pay (n a : nat) : Q := drawn n (fun s => chance s a) (raise (none p) a).
Definition ratio (n : nat) : Q :=
  drawn n (fun s => Qmake (Z.of_nat (foldr maxn 0%N s)) (Pos.of_nat n)) (none p).

Lemma none_counts : counts (none p) (fun=> 0%N).
Proof. by split; [rewrite size_nseq|move=> b; rewrite nth_nseq; case: ifP]. Qed.

Theorem share_value n (a : 'I_K) : Q2R (share n a) = label_share n (@real p) a.
Proof.
rewrite (drawn_value n (fun s c => chance_value a) none_counts).
by apply: eq_bigr => y _; congr (_ * _); apply: wins_ext.
Qed.

Theorem pay_value n (a : 'I_K) : Q2R (pay n a) = vote_mean n (@real p) a.
Proof.
have start : counts (raise (none p) a) (fun b => (b == a)%N).
  split; first by rewrite size_set_nth size_nseq; apply/maxn_idPr; exact: ltn_ord.
  have zero i : nth 0%N (none p) i = 0%N by rewrite nth_nseq; case: ifP.
  by move=> b; rewrite nth_set_nth /= !zero -val_eqE /=; case: eqP.
by rewrite (drawn_value n (fun s c => chance_value a) start).
Qed.

Theorem ratio_value n : (0 < n)%N -> Q2R (ratio n)
  = \sum_(y : {ffun 'I_n -> 'I_K}) (law (@real p) y * (INR (top_count (votes y)) / INR n)).
Proof.
move=> n_gt0; have most s c : counts s c ->
    Q2R (Qmake (Z.of_nat (foldr maxn 0%N s)) (Pos.of_nat n)) = INR (top_count c) / INR n.
  move=> [s_K c_s]; have -> : top_count c = foldr maxn 0%N s.
    rewrite /top_count (eq_bigr (fun b : 'I_K => nth 0%N s b)) => [|b _]; last exact: c_s.
    by rewrite foldrE (big_nth 0%N) s_K big_mkord.
  by rewrite /Q2R [Qden _]/= [Qnum _]/= pos_real // -INR_IZR_INZ.
by rewrite /ratio (drawn_value n most none_counts).
Qed.

(* One exact step: w a is exp (r a / beta). *)
Definition stepped (w : seq Q) : seq Q :=
  let Z := total (fun a => nth zeroq p a * nth zeroq w a)%Q K in
  [seq Qred (nth zeroq p a * nth zeroq w a / Z)%Q | a <- seq.iota 0%N K].

Theorem step_value w beta (r : 'I_K -> R) (a : 'I_K) :
  policy (@real p) -> (forall b : 'I_K, Q2R (nth zeroq w b) = exp (r b / beta)) ->
  Q2R (nth zeroq (stepped w) a) = mirror beta r (@real p) a.
Proof.
move=> p_policy w_r; have Z_gt0 := partition_gt0 beta r a p_policy.
have Z_is : Q2R (total (fun a => nth zeroq p a * nth zeroq w a)%Q K)
            = \sum_(b : 'I_K) (real b * exp (r b / beta)).
  by rewrite total_value; apply: eq_bigr => b _; rewrite Q2R_mult w_r.
rewrite /stepped (nth_map 0%N) ?size_iota ?ltn_ord // nth_iota ?ltn_ord // add0n Q2R_red.
rewrite Q2R_div ?Q2R_mult ?Z_is ?w_r // => zero.
by move: Z_gt0; rewrite -Z_is (Qeq_eqR _ _ zero) zeroR; lra.
Qed.

End Votes.
